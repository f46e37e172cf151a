"""An archive of generated posts, in three languages, as large as one likes: what searches and exports are measured on."""

import argparse
import random
import sqlite3
from calendar import timegm
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from kazcrawl.archive import Archive

LANGUAGES = {"en": "bcdfghklmnprstvz aeiou", "ru": "бвгдзклмнпрстфх аеиоуыя", "kk": "бғдзқлмнңпрстш аәеиоөұүі"}
FIRST_DAY = date(2005, 1, 1)
# Words that mean something, so that a person can read a chart of them. One of them comes into fashion.
TOPICS = ("trade", "wool", "steel", "railway", "port", "oil", "bank", "school", "bridge", "wheat", "visa", "fair", "copper", "flour")
RISING = "solar"
OUTLETS = [f"{place} {kind}" for place in ("Caspian", "Potomac", "Steppe", "Kuryk") for kind in ("Courier", "Post")]
WORDS = 20_000
SOURCES = 200
COMMON = 400


def make_archive(path: Path, posts: int, *, seed: int = 7) -> Path:
    """Make the archive unless it is there: about 4.5 KB of text per post, words as frequent as words are, one post in 20 edited once.

    Written past `Archive.save_post` (which decides, and that is not measured here), through the schema's own triggers."""
    if path.exists():
        Archive.open(path).close()  # an earlier release may have made it
        return path
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    Archive.open(draft).close()
    chance = random.Random(seed)
    with closing(sqlite3.connect(draft, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.execute("BEGIN")
        vocabularies = {language: _words(chance, letters) for language, letters in LANGUAGES.items()}
        vocabularies["en"][20 : 20 + len(TOPICS)] = TOPICS
        more = range(SOURCES - len(OUTLETS))
        sources = [*OUTLETS, *(" ".join(chance.choices(vocabularies["en"][:2_000], k=2)).title() for _ in more)]
        for number in range(1, posts + 1):
            language = chance.choices(tuple(LANGUAGES), (6, 3, 1))[0]
            source = sources[min(int(chance.paretovariate(1)) - 1, SOURCES - 1)] if chance.random() < 0.8 else None
            _add_post(database, chance, number, posts, vocabularies[language], language, source)
        database.execute("INSERT INTO outlets (source, registry) SELECT DISTINCT source, '' FROM revisions WHERE source IS NOT NULL")
        database.execute("COMMIT")
        database.execute("ANALYZE")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    Archive.open(draft).close()
    draft.replace(path)
    return path


def _words(chance: random.Random, letters: str) -> list[str]:
    """Words that nobody knows, the frequent ones short; which are prefixes of others, as words are."""
    consonants, vowels = letters.split()
    syllables = [a + b for a in consonants for b in vowels]
    found = dict.fromkeys("".join(chance.choices(syllables, k=1 + min(4, rank // COMMON))) for rank in range(2 * WORDS))
    return list(found)[:WORDS]


def _text(chance: random.Random, words: list[str], length: int) -> str:
    # A rank drawn from a power law: the k-th word is about k times rarer than the first.
    ranks = (int(len(words) ** chance.random()) - 1 for _ in range(length))
    told = [words[rank] for rank in ranks]
    sentences = (" ".join(told[start : start + 14]).capitalize() + "." for start in range(0, length, 14))
    return " ".join(sentences)


def _add_post(
    database: sqlite3.Connection, chance: random.Random, number: int, posts: int, words: list[str], language: str, source: str | None
) -> None:
    share = (number / posts) ** 0.45  # more posts every year, and none on some days
    day = FIRST_DAY + timedelta(days=int(share * 7_300))
    body = [_text(chance, words, chance.randint(30, 90)) for _ in range(chance.randint(4, 14))]
    if language == "en" and chance.random() < share**4 / 2:
        body[0] += f" {RISING.capitalize()} roofs."
    instant, url = f"{day}T{number % 24:02}:00:00Z", f"https://blog.test/{day:%Y/%m}/post-{number}/"
    stored = f"{day + timedelta(days=1)}T{number % 24:02}:00:00Z"
    first = str(day - timedelta(days=int(chance.expovariate(0.4)))) if source and chance.random() < 0.6 else None
    epoch = timegm(day.timetuple()) + number % 24 * 3_600
    told = ("public_id", "site", "wp_id", "url", "first_seen", "last_seen", "checked_at", "modified_at", "date", "sort_epoch")
    values = (f"blog-{number:012x}", "blog", number, url, stored, stored, stored, instant, str(day), epoch)
    database.execute(f"INSERT INTO posts (id, {', '.join(told)}) VALUES (?{', ?' * len(told)})", (number, *values))
    for version in range(1 if number % 20 else 2):
        paragraphs = [*body, _text(chance, words, 20)] if version else body
        at = stored if not version else f"{day + timedelta(days=40)}T00:00:00Z"
        title = _text(chance, words, chance.randint(4, 12)).rstrip(".") + (" (updated)" if version else "")
        revision = database.execute(
            "INSERT INTO revisions (post_id, reason, observed_at, recorded_at, content_hash, title, date, published_at, date_precision,"
            " date_origin, source, author, authors, credit_date, credit_rule, credit_confidence, credit_line, language, parser_version,"
            " origins, facts, body, body_html) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'second', 'rest', ?, 'Chamber', json_array('Chamber'), ?,"
            " ?, ?, ?, ?, '1', '{}', '{}', ?, ?)",
            (
                *(number, "edited" if version else "new", at, at, f"1{number:063x}{version}", title, str(day), instant),
                *(source, first, "label" if source else None, 0.97 if source else None, source and f"Source: {source}", language),
                *("\n\n".join(paragraphs), "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)),
            ),
        ).lastrowid
        terms = [(revision, place, "category" if place == 0 else "tag", words[chance.randint(0, 60)]) for place in range(3)]
        database.executemany("INSERT INTO terms VALUES (?, ?, ?, ?)", terms)
    gone = f"{day + timedelta(days=chance.randint(30, 900))}T00:00:00Z" if chance.random() < 0.03 else None
    status = "gone" if gone else "live"
    database.execute("UPDATE posts SET current_id = ?, status = ?, gone_at = ? WHERE id = ?", (revision, status, gone, number))
    if gone:
        database.execute("INSERT INTO states (post_id, at, state, evidence) VALUES (?, ?, 'gone', '404')", (number, gone))


def main() -> None:
    """Make an archive of invented posts: `python -m benchmarks.archive FILE [--posts 3000]`."""
    options = argparse.ArgumentParser(description=main.__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--posts", type=int, default=3_000)
    told = options.parse_args()
    told.file.parent.mkdir(parents=True, exist_ok=True)
    make_archive(told.file, told.posts)


if __name__ == "__main__":
    main()
