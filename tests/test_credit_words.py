"""The lists of words behind the credit rules, and the short ways past them: none may hide what a plain search finds."""

import re
from pathlib import Path

import pytest

from kazcrawl.parse.credit import words
from kazcrawl.parse.credit.phrases import LITTLE, openings, phrases, words_of
from kazcrawl.parse.credit.words import any_of

CASES = Path(__file__).with_name("credits.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["verbs_before", "verbs_after", "chain", "according", "labels", "picture"])
def test_phrases_are_found_at_their_telling_words_as_by_a_search(name: str) -> None:
    pattern = re.compile(rf"(?<!\w)(?:{any_of(name)})(?!\w)", re.IGNORECASE)
    telling = openings(name)
    found = [match.span() for match in phrases(pattern, telling, CASES)]
    assert found == [match.span() for match in pattern.finditer(CASES)]
    assert len(found) > 20
    for line in CASES.splitlines():
        assert not (telling.isdisjoint(words_of(line)) and pattern.search(line))


def test_every_list_of_phrases_tells_what_it_begins_with() -> None:
    assert openings("chain") >= {"ссылаясь", "ссылкой", "citing", "reference", "сілтеме"}
    assert {"сообщает", "сообщают", "проинформировал", "информировала", "передаёт", "report", "reports"} <= openings("verbs_before")
    assert LITTLE.isdisjoint(openings("verbs_before", "verbs_after", "chain", "labels"))  # "a", "has" and "со" stand anywhere
    with pytest.raises(ValueError, match="no telling"):
        openings("translators")


def test_every_list_is_used() -> None:
    folder = Path(words.__file__).parent
    code = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    names = re.findall(r"^(\w+) = '''", (folder / "words.toml").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(names) == len(set(names)) > 100
    assert [name for name in names if not re.search(rf"""["']{name}["']""", code)] == []
