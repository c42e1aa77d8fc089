"""What reaches every page: programs and their versions, the configuration, the templates."""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.files import list_below, read_bytes
from ldblog.site.kept import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_INHERIT = re.compile(rb"^INHERIT:[ ]*[\"']?([^\s\"'#]+)", re.MULTILINE)
_VARIABLE = re.compile(rb"!ENV[ ]+(?:\[([^\]]*)\]|(\S+))")
# Templates read nothing of these; they are copied.
_COPIED = "assets"
# What ldblog itself is made of: modules, templates, and the rules for secrets.
_SOURCES = (".py", ".html", ".toml", ".txt")


@cache
def digest_programs() -> str:
    """Return a digest of ldblog, and of the versions of Python and all that is installed."""
    own = Path(__file__).parent.parent
    sources = [path for path in list_below(own) if path.endswith(_SOURCES)]
    return digest_of(
        sys.version,
        *sorted(_list_versions()),
        *(part for path in sources for part in (path[len(str(own)) :], _read(path))),
    )


def _list_versions() -> Iterator[str]:
    """Yield the folders that say which version of what is installed."""
    for folder in sys.path:
        if os.path.isdir(folder):  # noqa: PTH112 - there may be an archive among them
            yield from (name for name in os.listdir(folder) if name.endswith("-info"))


def digest_settings(path: Path) -> str:
    """Return a digest of a configuration of MkDocs: its files, and the variables it names."""
    return digest_of(*_read_settings(path.resolve()))


def list_settings(path: Path) -> list[Path]:
    """Return the files of a configuration: it, and what it inherits from."""
    raw = read_bytes(path) or b""
    found = _INHERIT.search(raw)
    other = path.parent / os.fsdecode(found[1]) if found else path
    return [path, *(list_settings(other) if other != path else ())]


def list_variables(path: Path) -> dict[str, str]:
    """Return the variables that a configuration names, with their values."""
    text = b"\n".join(read_bytes(one) or b"" for one in list_settings(path))
    names = {
        name.strip(" \"'")
        for several, one in _VARIABLE.findall(text)
        for name in os.fsdecode(several or one).split(",")
    }
    return {name: os.environ.get(name, "") for name in sorted(names)}


def _read_settings(path: Path) -> Iterator[str | bytes]:
    for one in list_settings(path):
        yield read_bytes(one) or b""
    for name, value in list_variables(path).items():
        yield from (name, value)


def digest_templates(folders: list[str]) -> str:
    """Return a digest of the templates in some folders."""
    parts: list[str | bytes] = []
    for folder in folders:
        for name in (path[len(folder) + 1 :] for path in list_below(folder)):
            if name.partition(os.sep)[0] != _COPIED:
                parts += [name, _read(f"{folder}{os.sep}{name}")]
    return digest_of(*parts)


def _read(path: str) -> bytes:
    return read_bytes(Path(path)) or b""
