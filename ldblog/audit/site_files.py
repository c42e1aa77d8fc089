"""The files of a built site, as texts: what was read before is not read again."""

from __future__ import annotations

import gzip
import re
import zlib
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from itertools import compress, count, pairwise
from operator import not_
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.audit.picture_words import is_picture, read_picture
from ldblog.errors import LdblogError
from ldblog.packed import list_themes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ldblog.config import Project

_THEMES = ("material", "zensical", "mkdocs")
_VENDOR = "assets/vendor/"
# Neither holds words of ours: fonts, and the program of the search.
_SILENT = frozenset({".woff", ".woff2", ".ttf", ".otf", ".eot", ".wasm"})
_PROGRAM = re.compile(r"wasm\.[\w-]+\.pagefind")
_SIGNATURE = b"pagefind_dcd"
_GZIP = b"\x1f\x8b"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_UNPRINTABLE = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]+")


@dataclass(frozen=True)
class Stretch:
    """A stretch of a file's text, from one of its lines on; line 0 where it has no lines."""

    path: str
    line: int
    text: str


class NewLines:
    """Knows which lines it was asked about before, and after which other."""

    def __init__(self) -> None:
        """Know none."""
        self._seen: set[int] = set()

    def of(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield each stretch of new lines, with its first line's number.

        The line before it is part of it, since a sentence may go on from there.
        """
        lines = text.split("\n")
        # By their hashes, since a site has millions of lines.
        pairs = list(map(hash, pairwise(["", *map(str.strip, lines)])))
        new = list(compress(count(), map(not_, map(self._seen.__contains__, pairs))))
        self._seen.update(pairs)
        for start, stop in _join_up(new):
            first = max(start - 1, 0)
            yield first + 1, "\n".join(lines[first:stop])


def _join_up(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield each run of neighbours among some numbers: its first, and one after its last."""
    start = 0
    for index in range(1, len(numbers) + 1):
        if index == len(numbers) or numbers[index] > numbers[index - 1] + 1:
            yield numbers[start], numbers[index - 1] + 1
            start = index


@dataclass
class Reader:
    """Reads files as texts; lines that stand in many pages need be read only once."""

    project: Project
    lines: NewLines | None = None

    def read(self, folder: Path, name: str) -> Iterator[Stretch]:
        """Yield the name of a file and what is new in it; raises LdblogError where it cannot."""
        yield Stretch(name, 0, name)
        path = folder / name
        if path.suffix.lower() in _SILENT or _PROGRAM.fullmatch(path.name):
            return
        raw = read_file(path)
        themes = [*self._themes, *(list_themes(self.project) if _VENDOR in name else [])]
        if not any(_is_same(theme / name, raw) for theme in themes):
            yield from self._read_bytes(name, raw)

    def _read_bytes(self, name: str, raw: bytes) -> Iterator[Stretch]:
        if raw.startswith(_GZIP):
            # What stands before it would hide that this is JSON.
            yield Stretch(name, 0, _decode(_unzip(raw).removeprefix(_SIGNATURE)))
        elif is_picture(raw):
            yield from (Stretch(name, 0, words) for words in read_picture(raw))
        elif b"\0" in raw or raw.startswith(_WIDE):
            yield Stretch(name, 0, _decode(raw))
        else:
            text = raw.decode("utf-8", "replace")
            new = [(1, text)] if self.lines is None else self.lines.of(text)
            yield from (Stretch(name, line, part) for line, part in new)

    @cached_property
    def _themes(self) -> list[Path]:
        """Where files of themes stand that nobody here wrote, by their addresses in the site."""
        found = []
        for name in _THEMES:
            spec = find_spec(name)
            places = spec.submodule_search_locations if spec is not None else None
            found += [Path(place, "templates") for place in places or ()]
        return found


def find_files(folder: Path) -> list[str]:
    """Return the files below a folder, sorted, by their paths from there."""
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()
    )


def read_file(path: Path) -> bytes:
    """Return the bytes of a file of a site; raises LdblogError where it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise LdblogError(f"{path}: cannot be read: {error.strerror}") from error


def _is_same(path: Path, raw: bytes) -> bool:
    try:
        return path.stat().st_size == len(raw) and path.read_bytes() == raw
    except OSError:
        return False


def _unzip(raw: bytes) -> bytes:
    try:
        return gzip.decompress(raw)
    except (OSError, EOFError, zlib.error):
        return raw


def _decode(raw: bytes) -> str:
    """Return a text, or what can be read in what is none: in any script."""
    if raw.startswith(_WIDE):
        return raw.decode("utf-16", "replace")
    return _UNPRINTABLE.sub("\n", raw.decode("utf-8", "ignore"))
