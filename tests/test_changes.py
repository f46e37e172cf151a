"""What changed between two revisions, and how people are shown it."""

import pytest

from kazcrawl.changes import Change, Piece, as_html, as_text, compare, word_diff

MARKS = {"gone": ("[-", "-]"), "new": ("{+", "+}")}

ROWS = [
    ("a word is another", "The old hall", "The new hall", "The [-old-]{+new+} hall"),
    ("a word is added", "The hall", "The new hall", "The {+new +}hall"),
    ("a word is gone", "The old hall", "The hall", "The [-old -]hall"),
    ("a figure is another", "26 members, 3 guests.", "27 members, 3 guests.", "[-26-]{+27+} members, 3 guests."),
    ("Cyrillic words are words", "Он приехал в Астану", "Он приехал в Алматы", "Он приехал в [-Астану-]{+Алматы+}"),
    ("from nothing", "", "All new", "{+All new+}"),
    ("to nothing", "All gone", "", "[-All gone-]"),
]


@pytest.mark.parametrize(("old", "new", "shown"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_words_that_differ_are_marked(old: str, new: str, shown: str) -> None:
    assert as_text(Change("title", (tuple(word_diff(old, new)),)), on=MARKS) == shown


@pytest.mark.parametrize(("old", "new"), [(row[1], row[2]) for row in ROWS] + [("a b c d", "d c b a"), ("один\n\nдва", "два\n\nодин")])
def test_pieces_make_both_texts(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(piece.text for piece in pieces if piece.kind != "new") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "gone") == new


def test_only_paragraphs_that_changed_are_shown() -> None:
    (change,) = compare({"title": "T", "body": "One.\n\nTwo.\n\nThree."}, {"title": "T", "body": "One.\n\nTwo!\n\nThree.\n\nFour."})
    assert as_text(change, on=MARKS) == "…\n\nTwo[-.-]{+!+}\n\n…\n\n{+Four.+}"


def test_same_fields_are_no_change() -> None:
    assert compare({"title": "T"}, {"title": "T"}) == []


def test_huge_passages_are_shown_whole_rather_than_compared_for_ever() -> None:
    old, new = "a b " * 20_000, "b c " * 20_000
    assert word_diff(old, new) == [Piece("gone", old), Piece("new", new)]


def test_page_shows_text_and_never_runs_it() -> None:
    page = as_html("<script>", compare({"body": "<b>old</b>"}, {"body": '<img src=x onerror="alert(1)">'}))
    assert "<script>" not in page
    assert "<img" not in page
    assert "<del>" in page
    assert "<ins>" in page
