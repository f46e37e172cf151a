"""`kazcrawl explain` and `kazcrawl outlets`, in process: pages from a file, from stdin, from a server; posts of the archive."""

import io
import json
import os
import socket
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from kazcrawl.archive import Archive
from kazcrawl.cli import main
from kazcrawl.items import Credit, PostItem
from kazcrawl.outlets import use_registry
from kazcrawl.parse.body.blocks import Block
from kazcrawl.parse.credit.rules import find_credit, weigh_credits
from tests.credit_cases import EN
from tests.fakes import raw_server, reply

NOW = datetime(2026, 3, 1, tzinfo=UTC)
ADDRESS = "https://blog.example.org/2015/10/new-office/"
PAGE = f"""<html lang="en"><head><title>New office | Example Chamber</title></head><body class="single postid-7"><div class="post hentry">
<h1 class="entry-title">New office</h1><p class="entry-meta"><time datetime="2015-10-21T14:32:10-04:00">October 21, 2015</time></p>
<div class="entry-content"><p>ASTANA (Interfax) – {EN}</p><p>{EN}</p><p>Source: Quarry Lamp</p></div></div></body></html>"""
OWN = '[[outlet]]\nname = "The Quarry Lamp"\nen = ["Quarry Lamp"]\n'


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setenv("KAZCRAWL_DATA", str(tmp_path))
    yield
    use_registry(None)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    file = tmp_path / "page.html"
    file.write_text(PAGE, encoding="utf-8")
    return file


def archived(folder: Path, *sources: str | None, site: str = "blog") -> list[str]:
    """Save one post per source, of the days from 1 May 2015 on; return their public ids."""
    with Archive.open(folder / "kazcrawl.db") as archive:
        items = [
            PostItem(
                url=f"https://{site}.example.org/{number}/",
                title=f"No. {number}",
                date=date(2015, 5, number + 1),
                source=source,
                body=EN,
                credit=Credit(outlet=source, line=f"Source: {source}", rule="label", confidence=0.97) if source else None,
                origins={"title": "heading", "date": "time", "source": "label"},
            )
            for number, source in enumerate(sources)
        ]
        return [archive.save_post(item, site=site, run=None, now=NOW).public_id for item in items]


def told(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    assert main([*words, "--json"]) == code
    return json.loads(capsys.readouterr().out)


def test_a_file_is_explained_field_by_field(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = told(capsys, "explain", str(page), "--url", ADDRESS)
    assert [(field["field"], field["value"]) for field in found["fields"][:4]] == [
        ("title", "New office"),
        ("date", "2015-10-21"),
        ("author", ""),
        ("source", "Quarry Lamp"),
    ]
    source = found["fields"][3]["reasons"]
    assert [(reason["origin"], reason["value"], reason["won"]) for reason in source] == [
        ("label (0.97)", "Quarry Lamp", True),
        ("dateline (0.93)", "Interfax; place Astana", False),
    ]
    assert source[0]["snippet"] == "Source: Quarry Lamp"
    assert (found["post"], found["url"], found["credit"]["rule"]) == (True, ADDRESS, "label")


def test_a_person_sees_the_winner_marked(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(page)]) == 0
    shown = capsys.readouterr().out
    assert "source: Quarry Lamp" in shown
    assert "→ label (0.97)" in shown
    assert "  dateline (0.93)" in shown


def test_a_page_may_be_piped_in(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert told(capsys, "explain", "-")["fields"][0]["value"] == "New office"


def test_a_page_that_is_no_post_is_told_with_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "list.html"
    file.write_text('<html><body class="error404"><h1>Not found</h1></body></html>', encoding="utf-8")
    found = told(capsys, "explain", str(file), code=1)
    assert (found["post"], found["reason"]) == (False, "not-found")
    assert main(["explain", str(file)]) == 1
    assert "is no post: not-found" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("robots", "allowed"), [("User-agent: *\nDisallow: /shop/", True), ("User-agent: *\nDisallow: /", False), (None, False)]
)
def test_an_address_is_asked_only_if_robots_txt_allows_it(robots: str | None, allowed: bool, capsys: pytest.CaptureFixture[str]) -> None:
    def play(connection: socket.socket, path: str) -> None:
        if path == "/robots.txt":
            connection.sendall(reply(200, robots.encode(), "Content-Type: text/plain") if robots is not None else reply(503))
        else:
            connection.sendall(reply(200, PAGE.encode(), "Content-Type: text/html; charset=utf-8"))

    with raw_server(play) as server:
        code = main(["explain", f"{server.url}2015/10/new-office/"])
    out = capsys.readouterr()
    assert server.paths == ["/robots.txt", "/2015/10/new-office/"] if allowed else ["/robots.txt"]
    assert (code, "source: Quarry Lamp" in out.out) == ((0, True) if allowed else (1, False))
    assert allowed or (out.err.startswith("error: ") and "robots.txt" in out.err and out.err.count("\n") == 1)


def test_a_post_of_the_archive_tells_its_winners(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (public_id,) = archived(tmp_path, "Quarry Lamp")
    found = told(capsys, "explain", public_id)
    assert [(field["field"], [reason["origin"] for reason in field["reasons"]]) for field in found["fields"][:4]] == [
        ("title", ["heading"]),
        ("date", ["time"]),
        ("author", []),
        ("source", ["label (0.97)"]),
    ]
    assert found["page"].startswith(f"version 1 of {public_id} in the archive")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["explain", "blog-000000000000"], "no post is known"),
        (["explain", "http://10.0.0.1/x/"], "KAZCRAWL_CONTACT"),
        (["explain", "http://[/"], "no web address"),
        (["explain", "PAGE", "--url", "nowhere at all"], "--url"),
        (["explain", "blog-000000000000", "--url", ADDRESS], "no such file"),
        (["explain", "EMPTY"], "is empty"),
    ],
)
def test_what_cannot_be_explained_is_one_line(words: list[str], said: str, page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    empty = page.with_name("empty.html")
    empty.write_bytes(b" ")
    archived(page.parent, "X")
    code = main([{"PAGE": str(page), "EMPTY": str(empty)}.get(word, word) for word in words])
    shown = capsys.readouterr()
    assert code in (1, 2)
    assert (shown.err.count("\n"), shown.err[:7], said in shown.err) == (1, "error: ", True), shown.err


def test_outlets_are_counted_by_outlet_the_unknown_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archived(tmp_path, "Kazinform", "Казинформ", None, "Quarry Lamp", "«QUARRY LAMP»", "Reuters", "Kazinform")
    assert [(row["outlet"], row["known"], row["posts"], row["first"], row["last"]) for row in told(capsys, "outlets")] == [
        ("Quarry Lamp", False, 2, "2015-05-04", "2015-05-05"),
        ("Kazinform", True, 3, "2015-05-01", "2015-05-07"),
        ("Reuters", True, 1, "2015-05-06", "2015-05-06"),
    ]
    assert main(["outlets", "--unknown"]) == 0
    shown = capsys.readouterr()
    assert "Quarry Lamp" in shown.out
    assert "Reuters" not in shown.out
    assert str(tmp_path / "outlets.toml") in shown.err
    archived(tmp_path, None, site="another")
    assert told(capsys, "outlets", "--site", "another") == []


def test_a_pipe_is_explained_like_a_file(page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = Thread(target=lambda: pipe.write_bytes(page.read_bytes()))
    writer.start()
    assert told(capsys, "explain", str(pipe))["post"] is True
    writer.join()


def test_own_outlets_are_known_to_outlets_and_to_explain(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archived(tmp_path, "Quarry Lamp")
    (tmp_path / "outlets.toml").write_text(OWN, encoding="utf-8-sig")
    assert [(row["outlet"], row["known"]) for row in told(capsys, "outlets")] == [("The Quarry Lamp", True)]
    file = tmp_path / "page.html"
    file.write_text(
        PAGE.replace("<p>ASTANA (Interfax) – ", "<p>Quarry Lamp</p><p>").replace("<p>Source: Quarry Lamp</p>", ""), encoding="utf-8"
    )
    found = told(capsys, "explain", str(file))
    assert (found["credit"]["outlet"], found["credit"]["rule"]) == ("Quarry Lamp", "head")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[outlet]\nname = 1", "line 1"),
        ("[[outlet]]\nnames = 'x'", "an outlet has a name"),
        ("[[outlet]]\nname = 'X'\ndomains = ['https://x.example/']", "no domain"),
        ("[[outlet]]\nname = 'X'\nru = 'Х'", "lists of strings"),
    ],
)
@pytest.mark.parametrize("words", [["outlets"], ["explain", "PAGE"], ["crawl", "--url", "http://127.0.0.1:9/"]])
def test_a_mistake_in_own_outlets_is_one_clear_line(words: list[str], text: str, said: str, page: Path, capsys: Any) -> None:
    archived(page.parent, "X")
    own = page.with_name("outlets.toml")
    own.write_text(text, encoding="utf-8")
    assert main([str(page) if word == "PAGE" else word for word in words]) == 2
    error = capsys.readouterr().err
    assert (error.count("\n"), str(own) in error, said in error) == (1, True, True), error


def test_weighing_finds_what_decides_first() -> None:
    blocks = [Block("By Peter Brandt", "paragraph"), Block(f"ASTANA (Interfax) – {EN}", "paragraph"), Block("Source: Reuters", "paragraph")]
    decided, _ = find_credit(blocks)
    weighed = weigh_credits(blocks)
    assert decided is not None
    assert [credit.rule for credit in weighed] == ["label", "head", "dateline", "byline"]
    assert (weighed[0].outlet, weighed[0].line) == (decided.outlet, decided.line)


def test_what_is_neither_file_nor_address_is_named_where_there_is_no_archive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("KAZCRAWL_DATA", str(tmp_path / "nowhere"))
    assert main(["explain", "page-that-is-missing.html"]) == 2
    error = capsys.readouterr().err
    assert (error.count("\n"), "'page-that-is-missing.html' is no file" in error) == (1, True), error
