"""The lists of words behind the credit rules, and the short ways past them: none may hide what a plain search finds."""

import re
from pathlib import Path

import pytest

from kazcrawl.parse.credit.words import ACCORDING, CHAIN, LABELS, LITTLE, PICTURE, VERBS_AFTER, VERBS_BEFORE, openings, phrases, words_of

CASES = Path(__file__).with_name("credits.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "alternation"),
    [
        ("verbs_before", VERBS_BEFORE),
        ("verbs_after", VERBS_AFTER),
        ("chain", CHAIN),
        ("according", ACCORDING),
        ("labels", LABELS),
        ("picture", PICTURE),
    ],
)
def test_phrases_are_found_at_their_telling_words_as_by_a_search(name: str, alternation: str) -> None:
    pattern = re.compile(rf"(?<!\w)(?:{alternation})(?!\w)", re.IGNORECASE)
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
