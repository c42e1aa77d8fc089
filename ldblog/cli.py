"""The command line: a group that loads each command when it is needed, to start at once."""

from __future__ import annotations

import codecs
import importlib
import io
import os
import sys
from keyword import iskeyword
from typing import TYPE_CHECKING

import click

from ldblog import __version__
from ldblog.errors import LdblogError
from ldblog.garbage import collect_seldom

if TYPE_CHECKING:
    from typing import Any, TextIO

# What `ldblog --help` says of each, so that it need not import any: a test compares.
COMMANDS = {
    "announce": "Say in Slack what there is to say of a Learning Day.",
    "audit": "Look in a built site for what is kept from the public.",
    "build": "Build the site from the posts as they stand.",
    "calendar": "Print the Learning Days as a file for calendars.",
    "changed": "Print what changed logs would publish.",
    "check": "Print what is wrong with logs, session files and people.yml.",
    "comment": "Put a text into a comment on a pull request.",
    "condense": "Condense the logs of sessions into posts.",
    "doctor": "Print what is amiss in how this blog is set up.",
    "expenses": "Print what people paid for their Learning Days.",
    "explain": "Print what a rule is about.",
    "feedback": "Print what people said about the days, by theme.",
    "import": "Make logs of what people wrote elsewhere.",
    "init": "Start a blog.",
    "insight": "Write a page on how the programme does.",
    "links": "Ask whether what pages link to elsewhere is still there.",
    "new": "Start your log.",
    "next": "Print when the next Learning Days are.",
    "plan": "Start your log with what you plan.",
    "plans": "Print who plans what, and who should talk.",
    "routine": "Do a part of the routine, once however often it runs.",
    "schema": "Print the JSON Schema of a kind of file, for an editor.",
    "serve": "Preview the site, and condense what changes.",
    "show": "Print what the public will read of a log.",
    "status": "Print how a session stands, and what needs the editor's eye.",
    "verify": "Print where each line of a post comes from.",
}


class _StoppedError(click.ClickException):
    exit_code = 2


class LazyGroup(click.Group):
    """Commands live in ``ldblog.commands``, each a module with a ``command`` in it."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        # No module can be called import.
        name = f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name
        command = importlib.import_module(f"ldblog.commands.{name}").command
        assert isinstance(command, click.Command)  # noqa: S101 - for the type checker
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def main(self, *args: Any, **options: Any) -> Any:  # noqa: ANN401 - as Click has it
        """Run the command line, on systems whose programs speak no UTF-8 to each other, too."""
        collect_seldom()
        for stream in (sys.stdout, sys.stderr):
            _speak_utf8(stream)
        return super().main(*args, **options)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command; what stops it is told in one line, with exit code 2."""
        try:
            return super().invoke(ctx)
        except LdblogError as error:
            from ldblog.secrets.held_secrets import hide  # noqa: PLC0415 - slow, and seldom needed

            # What cannot be read is quoted, and may be a secret.
            raise _StoppedError(hide(str(error), ())) from error


def _speak_utf8(stream: TextIO) -> None:
    """Let a stream take any letter: as it is in a file or a pipe, escaped on an old terminal.

    What was asked for by ``PYTHONIOENCODING`` is kept. Lines end alike everywhere, for patches.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    is_free = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
    if is_free:
        stream.reconfigure(encoding="utf-8", newline="\n")
    elif codecs.lookup(stream.encoding).name != "utf-8":
        stream.reconfigure(errors="backslashreplace")


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Condense the logs of learning days into a blog.

    Engineers commit raw Markdown logs to content/logs/<session>/<handle>.md; an editor condenses
    a day's logs into one post; MkDocs builds the posts into a site.
    """
