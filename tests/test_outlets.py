"""Outlets by name, by case ending, by host."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kazcrawl.errors import ConfigError
from kazcrawl.outlets import Outlet, Registry, bare_name, default_registry, host_of, load

REGISTRY = default_registry()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kazinform", "Kazinform"),
        ("KAZINFORM", "Kazinform"),
        ("«Казинформ»", "Kazinform"),
        ("МИА «Казинформ»", "Kazinform"),
        ("агентства Kazinform", "Kazinform"),
        ("Казинформның", "Kazinform"),
        ("the Wall Street Journal", "The Wall Street Journal"),
        ("газете «Курсив»", "Kursiv"),
        ("Казахстанской правды", "Kazakhstanskaya Pravda"),
        ("«Нового поколения»", "Novoye Pokoleniye"),
        ("«Орды»", "Orda.kz"),
        ("Озодлику", "Ozodlik"),
        ("«Егемен Қазақстанға»", "Egemen Qazaqstan"),
        ("Tengrinews.kz-ке", "Tengrinews"),
        ("El.kz интернет порталы", "El.kz"),
        ("https://www.tengrinews.kz/x/1", "Tengrinews"),
        ("kaz.tengrinews.kz", "Tengrinews"),
        ("TIMESCA.COM", "The Times of Central Asia"),
        ("Interfax-Kazakhstan", "Interfax-Kazakhstan"),
        ("Interfax", "Interfax"),
        ("Индустриальной Караганды", "Industrialnaya Karaganda"),
        ("«Сарыарқа самалына»", "Saryarqa Samaly"),
        ("радио Озоди", "Radio Ozodi"),
        ("агентства «Татар-информ»", "Tatar-inform"),
        ("«Зеркалу недели»", "Zerkalo Nedeli"),
        ("CTK", "ČTK"),
        ("L'Equipe", "L'Équipe"),
    ],
)
def test_a_name_in_any_form_is_its_outlet(text: str, name: str) -> None:
    outlet = REGISTRY.by_name(text)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize("text", ["", "news", "газета", "The Times", "времени", "Chamber of Commerce", "x" * 10_000, "«»"])
def test_what_is_no_listed_name_is_none(text: str) -> None:
    assert REGISTRY.by_name(text) is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Kazinform News Agency", "Kazinform News Agency"),
        ("«Казинформ»", "Казинформ"),
        ("Казинформның", "Казинформ"),
        ("газете «Курсив»", "Курсив"),
        ("Егемен Қазақстан", "Егемен Қазақстан"),
        ("nothing known", None),
    ],
)
def test_a_known_name_is_shown_in_its_own_script_and_in_the_nominative(text: str, shown: str | None) -> None:
    assert REGISTRY.spelling(text) == shown


def test_a_host_is_its_outlets_whatever_stands_before_it() -> None:
    assert [REGISTRY.by_domain(host) and REGISTRY.by_domain(host).name for host in ("bbc.co.uk", "www.bbc.co.uk", "news.bbc.co.uk")] == [
        "BBC"
    ] * 3
    assert [REGISTRY.by_domain(host) for host in ("notbbc.co.uk", "co.uk", "", "localhost")] == [None] * 4


def test_no_two_shipped_outlets_claim_one_host() -> None:
    hosts = [host for outlet in REGISTRY.outlets for host in outlet.domains]
    assert len(hosts) == len(set(hosts))


def test_no_two_shipped_outlets_claim_one_name_in_any_of_its_cases() -> None:
    written = [name for outlet in REGISTRY.outlets for name in (outlet.name, *outlet.aliases)]
    assert [name for name in written if REGISTRY.by_name(name) is None] == []
    owners = {(name, outlet.name) for outlet in REGISTRY.outlets for name in (outlet.name, *outlet.aliases) if host_of(name) is None}
    assert [(name, owner) for name, owner in owners if REGISTRY.by_name(name) != REGISTRY.by_name(owner)] == []


@pytest.mark.parametrize(
    "phrase", ["Новости Армении", "рудненские рабочие", "Наша газета", "Труд", "Georgia today", "Q&A", "наука и жизнь"]
)
def test_common_words_and_phrases_are_no_shipped_names(phrase: str) -> None:
    assert REGISTRY.by_name(phrase) is None


def test_the_shipped_list_stands_in_the_order_of_its_names() -> None:
    names = [outlet.name for outlet in REGISTRY.outlets]
    assert names == sorted(names, key=str.casefold)


def test_a_stem_that_two_outlets_share_belongs_to_none() -> None:
    registry = Registry([Outlet("Новая неделя"), Outlet("Новый недел")])
    assert registry.by_name("Новой неделей") is None


def test_own_outlets_stand_before_the_shipped_ones(tmp_path: Path) -> None:
    extra = tmp_path / "own.toml"
    extra.write_text(
        '[[outlet]]\nname = "Kazinform"\nen = ["KZI"]\n\n[[outlet]]\nname = "Steppe Ledger"\ndomains = ["ledger.example"]\n',
        encoding="utf-8",
    )
    registry = load(extra)
    assert registry.by_domain("ledger.example") == Outlet("Steppe Ledger", (), ("ledger.example",))
    assert registry.by_name("KZI") == Outlet("Kazinform", ("KZI",))
    assert len(registry.outlets) == len(REGISTRY.outlets) + 1


@pytest.mark.parametrize(
    "text",
    [
        "outlet = 1",
        "[[outlet]]\nen = []",
        '[[outlet]]\nname = "A"\ncolour = 1',
        '[[outlet]]\nname = "A"\nen = "B"',
        '[[outlet]]\nname = "A"\nen = [1]',
        "[[",
    ],
)
def test_a_list_that_says_something_else_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=r"own\.toml"):
        load(path)


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("www.kt.kz", "kt.kz"),
        ("https://kt.kz/a?b=1", "kt.kz"),
        ("KT.kz.", "kt.kz"),
        ("main.xml", None),
        ("vestnik.md", "vestnik.md"),
        ("diario.com.py", "diario.com.py"),
        ("Ph.D", None),
        ("a b.kz", None),
        ("no", None),
    ],
)
def test_only_an_address_has_a_host(text: str, host: str | None) -> None:
    assert host_of(text) == host


def test_the_words_around_a_name_are_taken_off() -> None:
    assert bare_name("новостной портал Steppe News") in ("Steppe News", "новостной портал Steppe News")
    assert bare_name("Steppe newspaper") == "Steppe"
    assert bare_name("газета") == "газета"


@given(st.text(max_size=200))
def test_no_text_makes_a_look_up_raise(text: str) -> None:
    REGISTRY.by_name(text)
    REGISTRY.by_domain(text)
    REGISTRY.spelling(text)
    host_of(text)
    bare_name(text)
