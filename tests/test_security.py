"""Threats that no other suite is about: secrets, odd targets, hostile text on its way to a person, errors that must not hide."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from kazcrawl.cli import main
from kazcrawl.demo import ChamberSite
from tests.conftest import ROOT, Kazcrawl, addresses, archivable

SECRET = "canary-7f3a"


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def test_password_of_a_proxy_is_written_nowhere(kazcrawl: Kazcrawl) -> None:
    """Rows 17 and 47: the proxy is named in the start line, without its credentials."""
    proxy = {"http_proxy": f"http://user:{SECRET}@127.0.0.1:9", "KAZCRAWL_CONTACT": "me@example.org"}
    done = kazcrawl("crawl", "--url", "http://chamber.example/", "-v", "-s", "RETRY_TIMES=0", "-s", "DOWNLOAD_TIMEOUT=5", env=proxy)
    assert done.code == 1
    assert "http_proxy=127.0.0.1:9" in done.err
    assert SECRET not in done.err + done.out
    assert SECRET.encode() not in everything_in(kazcrawl.data)


@pytest.mark.parametrize("target", ["missing/out.jsonl", ".", "link.jsonl"])
def test_export_refuses_odd_targets_and_says_why(crawled: Kazcrawl, tmp_path: Path, target: str) -> None:
    """Row 44."""
    (tmp_path / "elsewhere").write_text("theirs", encoding="utf-8")
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "elsewhere")
    done = crawled("export", "jsonl", "--force", "-o", target, cwd=tmp_path)
    assert (done.code, len(done.err.splitlines())) == (1, 1)
    assert (tmp_path / "elsewhere").read_text(encoding="utf-8") == "theirs"


def test_export_never_replaces_a_file_unasked(crawled: Kazcrawl, tmp_path: Path) -> None:
    (tmp_path / "out.csv").write_text("mine", encoding="utf-8")
    assert crawled("export", "csv", "-o", "out.csv", cwd=tmp_path).code == 1
    assert (tmp_path / "out.csv").read_text(encoding="utf-8") == "mine"
    assert crawled("export", "csv", "-o", "out.csv", "--force", cwd=tmp_path).code == 0


@pytest.mark.parametrize("name", ["../../x", "/etc/x", "-x", "a b", "x\x00", "con/x", "é" * 200])
def test_site_name_is_never_a_path(kazcrawl: Kazcrawl, name: str) -> None:
    """Row 44."""
    if "\x00" in name:
        pytest.skip("no command line can carry a NUL")
    done = kazcrawl("sites", "add", "http://chamber.example/", f"--name={name}")
    assert (done.code, len(done.err.splitlines())) == (2, 1)


HOSTILE = "\x1b]0;owned\x07 \u202enoitulover <script>alert(1)</script> =HYPERLINK(1)"


def test_hostile_title_reaches_no_terminal_and_no_page_alive(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    """Rows 25, 33, 66 and 81."""
    post = archivable(chamber)[0]
    body = '<p onclick="x()">Hello <script>alert(2)</script><a href="javascript:alert(3)">there</a> <img src="x" onerror="alert(4)"></p>'
    chamber.add_post(replace(post, id=901, slug="hostile", title=HOSTILE, body=body))
    done, report = kazcrawl.crawl(chamber.url)
    assert done.code == 0, report
    (row,) = [row for row in kazcrawl.posts() if row["url"].endswith("/hostile/")]
    assert not set("\x1b\x07\u202e") & set(row["title"])
    for danger in ("<script", "onclick", "onerror", "javascript:"):
        assert danger not in row["body_html"]
    for words in (("search", "noitulover"), ("show", row["url"]), ("history", row["url"]), ("status",)):
        told = kazcrawl(*words)
        assert told.code == 0
        assert "\x1b]0" not in told.out


def test_no_text_of_a_query_reaches_sql(crawled: Kazcrawl, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Row 37."""
    monkeypatch.setenv("KAZCRAWL_DATA", str(crawled.data))
    before = len(crawled.posts())
    for text in ("'; drop table posts; --", '" OR 1=1', "%", "_", "\\", "x' UNION SELECT 1", "a AND", "NEAR(", "col:x"):
        assert main(["search", text.replace("--", "- -")]) == 0
        assert main(["search", "trade", "--source", text, "--author", text, "--term", text]) == 0
        assert main(["search", "trade", "--site", text]) == 2
        capsys.readouterr()
        assert main(["export", "csv", "--source", text]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 1, "the header alone"
    assert len(crawled.posts()) == before


def test_run_again_gives_a_byte_identical_export(kazcrawl: Kazcrawl, chamber: ChamberSite) -> None:
    """Row 68."""
    kazcrawl.crawl(chamber.url)
    first = [{k: v for k, v in row.items() if k != "last_seen"} for row in kazcrawl.posts()]
    kazcrawl.crawl(chamber.url, "--full")
    assert [{k: v for k, v in row.items() if k != "last_seen"} for row in kazcrawl.posts()] == first


RAISING = '''
class Raise:
    """Fails on every third item."""
    count = 0
    def process_item(self, item):
        Raise.count += 1
        if Raise.count % 3 == 0:
            raise RuntimeError("injected")
        return item
'''


def test_error_in_a_step_is_counted_told_and_repaired(kazcrawl: Kazcrawl, chamber: ChamberSite, tmp_path: Path) -> None:
    """Row 82: no exception is swallowed as one line of a log."""
    (tmp_path / "broken_step.py").write_text(RAISING, encoding="utf-8")
    steps = {
        "pipelines.normalize.NormalizePipeline": 100,
        "broken_step.Raise": 150,
        "pipelines.deduplicate.DeduplicatePipeline": 300,
        "pipelines.archive.ArchivePipeline": 800,
    }
    done, report = kazcrawl.crawl(chamber.url, "-s", f"ITEM_PIPELINES={json.dumps(steps)}", env={"PYTHONPATH": f"{tmp_path}:{ROOT}"})
    assert done.code == 3
    assert report["failed"] == report["asked"] // 3
    assert report["asked"] == report["new"] + report["failed"]
    assert sum("injected" in finding["detail"] for finding in report["findings"]) == report["failed"]
    assert "Traceback" not in done.err
    done, report = kazcrawl.crawl(chamber.url)
    assert done.code == 0
    assert {row["url"] for row in kazcrawl.posts()} == addresses(chamber)


def test_findings_are_kept_with_the_run(kazcrawl: Kazcrawl) -> None:
    kazcrawl.crawl("http://127.0.0.1:9/", "-s", "RETRY_TIMES=0")
    with closing(sqlite3.connect(kazcrawl.data / "kazcrawl.db")) as database:
        kinds = {kind for (kind,) in database.execute("SELECT kind FROM findings")}
    assert "robots-unreachable" in kinds


@pytest.mark.parametrize("words", [("sites",), ("search", "trade", "--limit", "1"), ("export", "jsonl")])
def test_bare_environment_gives_the_same(crawled: Kazcrawl, words: tuple[str, ...]) -> None:
    """Row 64: no HOME, no locale, no PATH, another folder."""
    usual = crawled(*words)
    bare = {"KAZCRAWL_DATA": str(crawled.data), "PYTHONPATH": str(ROOT), "LC_ALL": "C"}
    done = subprocess.run([sys.executable, "-m", "kazcrawl", *words], env=bare, cwd="/", capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stdout.decode()) == (usual.code, usual.out)
