"""A post: front matter that others understand, and lines that know where they came from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

import yaml

from ldblog.text.entities import unescape
from ldblog.text.pages import FRONT_MATTER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_PICTURE = re.compile(r"\]\(\.\./(assets/[^\s)]+)")


class Line(NamedTuple):
    """A line of a post, and the place in a log that it came from (empty: ldblog's own words)."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class Post:
    """A generated post. ``name`` is its file name; ``assets`` are files it needs.

    ``assets`` maps paths below ``content/site`` to paths in the session's folder.
    """

    name: str
    front_matter: Mapping[str, Any]
    body: Sequence[Line]
    assets: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> list[Line]:
        """Return all lines of the file."""
        return [*map(Line, self._head), *self.body]

    @cached_property
    def _head(self) -> list[str]:
        # Writing YAML is slow, and the lines are asked for by what compares and by what merges.
        return ["---", *dump_yaml(self.front_matter).splitlines(), "---", ""]


def render_lines(lines: Sequence[Line]) -> str:
    """Return the text of a file with these lines."""
    return "".join(f"{line.text}\n" for line in lines)


def find_pictures(text: str) -> set[str]:
    """Return the files below the folder of the site that a post of ours shows."""
    paths = {unquote(unescape(path)) for path in _PICTURE.findall(text)}
    return {path for path in paths if ".." not in path.split("/")}


def dump_yaml(values: Mapping[str, Any]) -> str:
    """Return values as YAML that 1.1 and 1.2 read alike, in the order given."""
    text = _dump(values, _QuickDumper)
    # The two differ in these: what no 16 bits hold is escaped, and so is an empty key.
    return _dump(values, _Dumper) if "\\" in text or "'':" in text else text


def _dump(values: Mapping[str, Any], dumper: Any) -> str:  # noqa: ANN401 - one of two types
    text: str = yaml.dump(
        values,
        Dumper=dumper,
        sort_keys=False,
        allow_unicode=True,
        default_flow_style=False,
        width=1_000_000,
    )
    return text


def read_front_matter(text: str) -> dict[str, Any]:
    """Return the front matter of a post as MkDocs reads it, empty where it cannot."""
    found = FRONT_MATTER.match(text)
    return {**load_yaml(found[1])} if found else {}


# A dozen steps read that of the same post.
@lru_cache(maxsize=16)
def load_yaml(text: str) -> Mapping[str, Any]:
    """Return a mapping in YAML as MkDocs reads it, not to be changed; empty for what is none."""
    try:
        return parse_yaml(text)
    except ValueError:
        return {}


def parse_yaml(text: str) -> dict[str, Any]:
    """Return a mapping in YAML as MkDocs reads it, empty for nothing.

    Raises ValueError, with the line where it is known, for what is none.
    """
    try:
        values = yaml.load(text, Loader=_Loader)  # noqa: S506 - it is safe
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"line {mark.line + 1}: " if mark else ""
        raise ValueError(f"{place}cannot be read as YAML") from error
    if not isinstance(values, dict | None):
        raise ValueError("expected keys with values")
    return values or {}


# The loader that MkDocs itself uses, in C where it is there: ten times faster.
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _NoAliases:
    """Writes what stands in several places in each of them."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ANN401
        """Write a value out wherever it stands."""
        return True


class _Dumper(_NoAliases, yaml.SafeDumper):
    pass


# In C, where it is there: four times as fast.
class _QuickDumper(_NoAliases, getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    pass
