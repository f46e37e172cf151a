"""Strings: cleaning, folding, cutting, and what may reach a terminal."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.text import clean_text, fold, one_line, paragraphs, printable, runs_of, without_signs


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\u00a0b \n\t c", "a b c"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("и\u0306", "й"),
        ("bell\x07 nul\x00 c1\x9b", "bell nul c1"),
        ("abc\u202edef", "abcdef"),
        ("👩\u200d🔧 at work", "👩\u200d🔧 at work"),
        (None, ""),
    ],
)
def test_line_is_cleaned(raw: str | None, clean: str) -> None:
    assert one_line(raw) == clean


def test_long_line_is_cut_with_an_ellipsis() -> None:
    assert one_line("x" * 600, limit=10) == "xxxxxxxxx…"


def test_blank_lines_separate_paragraphs_and_line_breaks_stay_inside() -> None:
    assert paragraphs(" one \n two\n\n \n\nthree\r\n\r\nfour ") == ["one\ntwo", "three", "four"]


@given(st.text(max_size=200))
def test_clean_text_is_storable_whatever_comes(text: str) -> None:
    """Row 25."""
    clean = clean_text(text)
    assert clean.encode("utf-8").decode("utf-8") == clean == unicodedata.normalize("NFC", clean)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in clean)
    assert clean_text(clean) == clean


@given(st.text(st.one_of(st.characters(), st.sampled_from(" \t\n\u00a0\u2003\u00ad\u200b\u0301")), max_size=60))
def test_line_is_clean_text_with_single_blanks(text: str) -> None:
    assert one_line(text) == " ".join(clean_text(text).split())


@given(st.text(max_size=60))
def test_a_folded_text_is_one_line_whatever_its_blanks(text: str) -> None:
    assert fold(text) == fold(one_line(text)) == " ".join(fold(text).split())


def test_folding_forgets_quotes_dashes_case_and_yo() -> None:
    assert fold("«Ёлка» — “X”…") == fold("\"елка\" - 'x'...".replace("'", '"'))


@given(st.text(max_size=100))
def test_nothing_printable_can_drive_a_terminal(text: str) -> None:
    """Rows 66, 81."""
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in printable(text))


def test_escapes_are_shown_not_obeyed() -> None:
    assert printable("\x1b]0;owned\x07") == "\\x1b]0;owned\\x07"


@pytest.mark.parametrize("letter", [r"[^\W_]", r"[^\W\d_]"])
@given(text=st.text(alphabet=st.one_of(st.characters(), st.sampled_from("aZ7_ -’“–…\u00a0қЖñ²"))))
def test_runs_are_what_a_search_for_one_letter_or_more_finds(letter: str, text: str) -> None:
    runs = runs_of(re.compile(letter))
    assert runs(text) == runs(without_signs(text)) == re.findall(f"{letter}+", text)
