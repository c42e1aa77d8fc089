"""Pieces from elsewhere added to logs: nothing doubled, nothing lost, nobody's edit touched.

Of each piece it is remembered that it was imported, and by a hash how it read then. A piece that
is remembered is never added again, whether it still stands in its log or somebody took it out. One
that was edited elsewhere replaces what it was if that still stands there word for word; else it is
told.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ldblog.errors import LdblogError
from ldblog.files import read_text
from ldblog.reading.parts import NEVER_PUBLISHED
from ldblog.reading.sections import split_sections
from ldblog.text.limits import TooDeepError
from ldblog.text.markdown import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

NOTES = "## Notes\n\n"


@dataclass(frozen=True)
class Piece:
    """Some Markdown of one person's log; ``name`` is what it is known by where it is from."""

    name: str
    handle: str
    text: str


@dataclass(frozen=True)
class Known:
    """A piece that was imported: how many lines it had, and their hash."""

    lines: int
    digest: str


Memory = dict[str, Known]


@dataclass
class Merged:
    """A log with its pieces: its text, how many are new or changed, which somebody edited."""

    text: str
    added: int = 0
    changed: int = 0
    edited: list[str] = field(default_factory=list)


def digest(text: str) -> Known:
    """Return what is remembered of a text, from which nobody can read it."""
    lines = text.split("\n")
    return Known(
        len(lines), hashlib.sha256("\n".join(lines).encode("utf-8", "replace")).hexdigest()
    )


def read_memory(path: Path) -> Memory:
    """Return what was imported; nothing where there is no file.

    Raises LdblogError when it cannot be understood: then everything would be doubled.
    """
    text = read_text(path)
    try:
        found = json.loads(text) if text is not None else {}
        return {name: Known(int(it["lines"]), str(it["sha256"])) for name, it in found.items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise LdblogError(
            f"{path}: cannot be understood: restore it from git, since it says what is in the logs"
        ) from error


def render_memory(memory: Memory) -> str:
    """Return the text of a memory, a piece a line, so that git merges it."""
    rows: dict[str, Any] = {
        name: {"lines": known.lines, "sha256": known.digest}
        for name, known in sorted(memory.items())
    }
    body = ",\n".join(f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in rows.items())
    return f"{{\n{body}\n}}\n" if rows else "{}\n"


def merge_pieces(text: str | None, pieces: Sequence[Piece], memory: Mapping[str, Known]) -> Merged:
    """Return a log with the pieces of its person, which are given in their order.

    ``text`` is the log as it is now, None where there is none.
    """
    merged = Merged(text or "")
    writer = _Writer(text or "")
    # A new piece that stands there all the same came in a run that died, or by hand.
    writer.find([(it.name, memory.get(it.name) or digest(it.text)) for it in pieces])
    for piece in pieces:
        known = memory.get(piece.name)
        is_there = piece.name in writer.places
        if known is None and not is_there:
            writer.insert(piece)
            merged.added += 1
        elif known is None or known == digest(piece.text):
            writer.pass_by(piece.name)
        elif is_there:
            writer.replace(piece)
            merged.changed += 1
        else:
            merged.edited.append(piece.name)
    if merged.added or merged.changed:
        merged.text = writer.text()
    return merged


class _Writer:
    """The lines of a log, and where in them each piece stands that nobody touched."""

    def __init__(self, text: str) -> None:
        self.end = "\r" if text.count("\r\n") > text.count("\n") / 2 else ""
        self.lines = text.split("\n")
        while self.lines and not self.lines[-1].strip():
            self.lines.pop()
        if self.lines and not self.lines[-1].endswith(self.end):
            self.lines[-1] += self.end
        self.is_held = _ends_held_back(text)
        self.places: dict[str, tuple[int, int]] = {}
        self.last: str | None = None

    def find(self, known: Iterable[tuple[str, Known]]) -> None:
        """Find pieces that stand there word for word, between blank lines; each its own place."""
        plain = [line.rstrip("\r") for line in self.lines]
        windows: dict[int, dict[str, list[int]]] = {}
        taken: set[int] = set()
        for name, one in known:
            if one.lines not in windows:
                windows[one.lines] = _hash_windows(plain, one.lines)
            places = windows[one.lines].get(one.digest, ())
            at = next((at for at in places if at not in taken), None)
            if at is not None:
                self.places[name] = (at, at + one.lines)
                taken.update(range(at, at + one.lines))

    def pass_by(self, name: str) -> None:
        """Go on below a piece that is as it was, if it is still there."""
        if name in self.places:
            self.last = name

    def replace(self, piece: Piece) -> None:
        """Put a piece in the place of what it was."""
        lines = piece.text.split("\n")
        self._put(piece.name, self.places[piece.name], lines, (0, len(lines)))

    def insert(self, piece: Piece) -> None:
        """Put a new piece below the one before it, or above all others, or at the end."""
        lines = piece.text.split("\n")
        if self.last is None and self.places:
            at = min(start for start, _end in self.places.values())
            self._put(piece.name, (at, at), [*lines, ""], (0, len(lines)))
            return
        at = len(self.lines) if self.last is None else self.places[self.last][1]
        above = [""] if at else []
        if self.last is None and self.is_held:
            # What comes from elsewhere is no part of the feedback that a log ends with.
            above = ["", *NOTES.rstrip().split("\n"), ""]
        self._put(piece.name, (at, at), [*above, *lines], (len(above), len(above) + len(lines)))

    def _put(
        self, name: str, place: tuple[int, int], lines: Sequence[str], own: tuple[int, int]
    ) -> None:
        """Put lines in a place; ``own`` says which of them are the piece."""
        start, end = place
        self.lines[start:end] = [line + self.end for line in lines]
        moved = len(lines) - (end - start)
        for other, (first, last) in self.places.items():
            if first >= end and other != name:
                self.places[other] = (first + moved, last + moved)
        self.places[name] = (start + own[0], start + own[1])
        self.last = name

    def text(self) -> str:
        """Return the log."""
        return "".join(f"{line}\n" for line in self.lines)


def _hash_windows(lines: Sequence[str], count: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at in range(len(lines) - count + 1):
        before, after = lines[at - 1 : at] if at else [], lines[at + count : at + count + 1]
        if not any(line.strip() for line in (*before, *after)):
            known = digest("\n".join(lines[at : at + count]))
            found.setdefault(known.digest, []).append(at)
    return found


def _ends_held_back(text: str) -> bool:
    """Tell whether what is added to a log's end would be in a part that is never published."""
    try:
        sections = split_sections(parse(text))
    except TooDeepError:
        return False
    return bool(sections) and sections[-1].part in NEVER_PUBLISHED
