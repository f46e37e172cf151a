"""The documentation is held to the program: every command, option and setting is told, every told command is real."""

import re
import shlex
from pathlib import Path

import click
import pytest

from kazcrawl.cli import COMMANDS, kazcrawl
from kazcrawl.project import VARIABLES

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
COMMANDS_PAGE = (ROOT / "docs/commands.md").read_text(encoding="utf-8")

SETTINGS = re.findall(r"^(KAZCRAWL_\w+) = ", (ROOT / "kazcrawl/settings.py").read_text(encoding="utf-8"), re.MULTILINE)


def section(command: str) -> str:
    """The part of the commands page that is about one command."""
    return COMMANDS_PAGE.partition(f"## kazcrawl {command}\n")[2].partition("\n## ")[0]


def told_commands() -> list[str]:
    """Every line of a shell block that calls kazcrawl."""
    blocks = [block for page in PAGES for block in re.findall(r"```sh\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)]
    lines = (line.strip().removeprefix(".venv/bin/") for block in blocks for line in block.splitlines())
    return sorted({line for line in lines if line.startswith("kazcrawl ")})


def subcommands(command: click.Command) -> list[click.Command]:
    return [command, *(command.commands.values() if isinstance(command, click.Group) else ())]


@pytest.mark.parametrize("name", COMMANDS)
def test_command_and_its_options_are_documented(name: str) -> None:
    command = kazcrawl.get_command(click.Context(kazcrawl), name)
    assert command is not None
    assert command.help
    text = section(name)
    assert text, f"docs/commands.md has no section on {name}"
    for option in (param for sub in subcommands(command) for param in sub.params if isinstance(param, click.Option)):
        assert f"`{option.opts[0]}" in text, f"{name} {option.opts[0]} is not documented"
        assert option.help, f"{name} {option.opts[0]} has no help"


@pytest.mark.parametrize("name", VARIABLES)
def test_variable_is_documented(name: str) -> None:
    assert f"`{name}`" in COMMANDS_PAGE


def test_no_variable_is_read_that_the_table_does_not_name() -> None:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "kazcrawl").rglob("*.py")]
    read = {name for source in sources for name in re.findall(r"KAZCRAWL_[A-Z_]+[A-Z](?![A-Z_*{])", source)}
    assert read <= {*VARIABLES, *SETTINGS}


@pytest.mark.parametrize("name", SETTINGS)
def test_setting_of_ours_is_documented(name: str) -> None:
    assert f"`{name}`" in COMMANDS_PAGE


@pytest.mark.parametrize("line", told_commands())
def test_told_command_is_understood(line: str) -> None:
    """Each line is parsed by the real command, down to its last option, without being run."""
    words = shlex.split(line, comments=True)[1:]
    context = kazcrawl.make_context("kazcrawl", list(words))
    name, command, rest = kazcrawl.resolve_command(context, context._protected_args + context.args)
    assert command is not None
    inner = command.make_context(name, rest, parent=context)
    if isinstance(command, click.Group) and inner._protected_args:
        name, sub, rest = command.resolve_command(inner, inner._protected_args + inner.args)
        assert sub is not None
        sub.make_context(name, rest, parent=inner)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)", page.read_text(encoding="utf-8")):
        assert target.startswith("https://") or (page.parent / target).exists(), target
