"""The base of a post: its text as ``condense`` last wrote it, and where each line came from.

One committed file a generated post, like a lock file. Its first line names the format and
its version and the hash of the text; each other line is a source, a tab, and a line of text.
"""

from __future__ import annotations

import hashlib
import re

from ldblog.composing.posts import Line, render_lines
from ldblog.errors import LdblogError

FORMAT = "ldblog base 1"

_ANY_FORMAT = re.compile(r"ldblog base \d+")


def render_base(lines: list[Line]) -> str:
    """Return the text of a base file."""
    head = f"{FORMAT} sha256:{_digest(lines)}\n"
    return head + "".join(f"{line.source}\t{line.text}\n" for line in lines)


def parse_base(path: str, text: str) -> list[Line]:
    """Return the lines that a base file holds.

    Raises LdblogError when it is of another version, or was changed by something else.
    """
    lines, trouble = read_base(text)
    if trouble:
        raise LdblogError(
            f"{path}: {trouble}: restore it from git, "
            "or delete it to start from the post as it stands"
        )
    return lines


def read_base(text: str | None) -> tuple[list[Line], str]:
    """Return the lines that a base file holds, and what is wrong with it: none and why if so.

    None stands for a file that is not there.
    """
    if text is None:
        return [], "not there"
    # git may check files out as Windows ends their lines.
    head, *rest = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    rows = [row.partition("\t") for row in rest]
    lines = [Line(words, source) for source, _tab, words in rows]
    name, _, digest = head.partition(" sha256:")
    if name != FORMAT and _ANY_FORMAT.fullmatch(name):
        return [], f"of another version ({name}, not {FORMAT})"
    is_ours = name == FORMAT and digest == _digest(lines)
    return (lines, "") if is_ours else ([], "not a base that this ldblog wrote")


def _digest(lines: list[Line]) -> str:
    return hashlib.sha256(render_lines(lines).encode("utf-8")).hexdigest()
