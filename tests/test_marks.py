"""A text that was taken down is recognised in every dress, and taken out of it without spoiling the rest."""

import json
from html import escape
from urllib.parse import quote

import pytest

from kazcrawl.evidence.hiding import hide_in_body
from kazcrawl.evidence.marks import Marked, blank, make_marks, pack_marks, read_words

TEXT = "The harbour board met on Tuesday and agreed to buy nine invented cranes for the new quay."
CYRILLIC = "Палата придумала девять кранов и показала их членам."
MARKED = Marked("salt", make_marks(read_words([TEXT, CYRILLIC, "Nine cranes at last"]), "salt"))

DRESSES = {
    "plain": TEXT,
    "another case": TEXT.upper(),
    "with tags between": "<p>The <b>harbour</b> board met<br/>on Tuesday and <a href='/x'>agreed</a> to buy nine invented cranes for the new quay.</p>",
    "entities": "".join(f"&#{ord(c)};" for c in CYRILLIC),
    "named entities": TEXT.replace(" ", "&nbsp;"),
    "json": json.dumps({"content": {"rendered": f"<p>{CYRILLIC}</p>"}}),
    "json with tags escaped": json.dumps({"c": f"<p>{TEXT}</p>"}).replace("<", "\\u003c").replace(">", "\\u003e"),
    "feed": f"<description>{escape(f'<p>{TEXT}</p>')}</description>",
    "cdata": f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded>",
    "attribute": f'<meta property="og:description" content="{TEXT}">',
    "share link": f'<a href="https://share.example/?text={quote(CYRILLIC)}">share</a>',
    "title alone": "<li>Nine cranes at last</li>",
    "an excerpt": "<p>The harbour board met on Tuesday and agreed to buy nine invented cranes […]</p>",
}  # fmt: skip


@pytest.mark.parametrize("name", DRESSES)
def test_text_is_found_in_every_dress_and_gone_after_blanking(name: str) -> None:
    dressed = f"<html><p>Before it.</p>{DRESSES[name]}<p>Behind it.</p></html>"
    assert MARKED.is_in(dressed)
    blanked = blank(dressed, [MARKED])
    assert not MARKED.is_in(blanked)
    assert "Before it." in blanked
    assert "Behind it." in blanked
    if name.startswith("json"):
        json.loads(blank(DRESSES[name], [MARKED]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The harbour board met.",
        "nine invented cranes",
        "<p>Nine cranes</p>",
        "The harbour board met on Tuesday and went home",
        "Another text of as many words as the one above has it",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert not MARKED.is_in(text)
    assert blank(text, [MARKED]) == text


def test_marks_tell_nothing_and_hold_only_with_their_salt() -> None:
    packed = pack_marks(MARKED.marks)
    assert b"harbour" not in packed
    assert Marked.unpack("salt", packed) == MARKED
    assert not Marked.unpack("other", packed).is_in(TEXT)


@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_body_keeps_its_charset_and_all_other_bytes(codec: str) -> None:
    page = f'<meta charset="{codec}"><p>Вступление.</p><p>{CYRILLIC}</p>'
    body = page.encode(codec)
    hidden = hide_in_body(body, "text/html", [MARKED])
    assert hidden is not None
    text = hidden.decode(codec)
    assert "Вступление" in text
    assert "кранов" not in text
    assert hide_in_body("<p>Вступление.</p>".encode(codec), "text/html", [MARKED]) is None


def test_image_is_not_searched() -> None:
    assert hide_in_body(TEXT.encode(), "image/png", [MARKED]) is None
