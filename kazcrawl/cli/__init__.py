"""The command `kazcrawl`. Every command lives in a module of its own that is imported only when it runs, so `--help` costs nothing."""

import importlib
import os
import sys
from collections.abc import Sequence

import click

from kazcrawl import __version__
from kazcrawl.errors import KazcrawlError
from kazcrawl.project import use_data_dir

# name → (module, what it does in one line). `--help` is made from this table without importing a single command.
COMMANDS = {
    "demo": ("demo", "Crawl the small chamber site that comes along, and show what happened."),
    "crawl": ("crawl", "Crawl sites: every new or modified post into the archive."),
    "probe": ("probe", "Find out what a site offers, in a dozen requests; --write keeps it."),
    "audit": ("audit", "Compare what the sites publish with what is held."),
    "backfill": ("backfill", "Rebuild a site's past from a public archive."),
    "ingest": ("ingest", "Read anyone's WARC files into the archive."),
    "search": ("search", "Search the archive, newest first."),
    "show": ("search", "Show one post by its id or any of its addresses."),
    "explain": ("explain", "Tell why each field of a post has its value."),
    "history": ("status", "List the revisions of one post."),
    "diff": ("diff", "Show what changed from one revision of a post to another."),
    "export": ("export", "Write the archive as a dataset."),
    "outlets": ("outlets", "List the outlets that posts are credited to, unknown ones first."),
    "verify": ("evidence", "Check the archive against its stored responses."),
    "reparse": ("evidence", "Parse the archive again, without asking any site."),
    "takedown": ("takedown", "Remove a post's content for good, everywhere."),
    "sites": ("sites", "List, add and remove sites."),
    "status": ("status", "Tell how each site's archive and last run are."),
}


class LazyGroup(click.Group):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table, which is the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"kazcrawl.cli.{COMMANDS[cmd_name][0]}")
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the table of commands."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.option("--data", metavar="DIR", help="Folder of the archive and all else that runs make (or KAZCRAWL_DATA).")
@click.option("--debug", is_flag=True, help="Show the traceback of an error of ours.")
@click.version_option(__version__, prog_name="kazcrawl")
@click.pass_context
def kazcrawl(ctx: click.Context, data: str | None, debug: bool) -> None:
    """Keep the news blogs of chambers of commerce: title, date, source and body of every post, in every revision."""
    ctx.obj = {"debug": debug}
    if data:
        use_data_dir(data)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. Errors are one line on stderr: what, where, what to try."""
    _have_streams()
    _speak_utf8()
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        result = kazcrawl.main(arguments, prog_name="kazcrawl", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.Abort:
        return 130
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return error.exit_code
    except click.ClickException as error:
        asked = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "kazcrawl"
        return _fail(f"{error.format_message().rstrip('.')}; see: {asked} --help", error.exit_code)
    except KazcrawlError as error:
        return _fail(str(error), error.exit_code)
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(f"{error.strerror or error}" + (f": {error.filename}" if error.filename else ""), 1)
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _fail(f"this should not happen ({type(error).__name__}: {error}); run again with --debug and report it, please", 1)


def _fail(message: str, code: int) -> int:
    from kazcrawl.text import one_line, printable

    click.echo(f"error: {printable(one_line(message))}", err=True)
    return code


def _have_streams() -> None:
    """A stream that our caller closed becomes one that leads nowhere: else the next file that is opened would take its number."""
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), "r" if name == "stdin" else "w"))


def _speak_utf8() -> None:
    """Files and pipes get UTF-8 whatever the locale says; a terminal keeps its own, with escapes for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
