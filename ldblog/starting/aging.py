"""What became of the files that a blog copied from ldblog: changed here, changed there, or both.

Pure: the text as it was written, as it stands in the blog, and as this ldblog would write it.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from merge3 import Merge3

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_NO_END = "\\ No newline at end of file\n"


class State(Enum):
    """What became of a file; those that say so are nothing to see to."""

    BEHIND = "behind the installed ldblog"
    BOTH = "behind the installed ldblog, and edited here: both go together"
    CONFLICT = "behind the installed ldblog, and edited here in the same lines"
    NEW = "not there yet: the installed ldblog brings it"
    DROPPED = "no longer brought by the installed ldblog"
    EDITED = "edited here, which is fine"
    DELETED = "deleted here, which is fine"

    @property
    def is_fine(self) -> bool:
        """Whether there is nothing to see to."""
        return self in {State.EDITED, State.DELETED}


@dataclass(frozen=True)
class Aged:
    """A copied file that is not as this ldblog would write it.

    ``now`` is its text, and ``merged`` what it would become; None where there is no file.
    """

    path: str
    state: State
    now: str | None
    merged: str | None


def compare_files(
    wrote: Mapping[str, str], now: Mapping[str, str], ours: Mapping[str, str]
) -> list[Aged]:
    """Return the files that are not as this ldblog would write them, by their paths.

    ``wrote`` are the texts as they were written once, ``now`` as they stand in the blog, and
    ``ours`` as they would be written now.
    """
    found = []
    for path in sorted({*wrote, *ours}):
        aged = _compare(path, wrote.get(path), now.get(path), ours.get(path))
        if aged is not None:
            found.append(aged)
    return found


def _compare(path: str, wrote: str | None, now: str | None, ours: str | None) -> Aged | None:
    if now == ours:
        return None
    if wrote is None:
        # A file of the company's own at a path that is ldblog's by now stays as it is.
        return Aged(path, State.EDITED if now is not None else State.NEW, now, ours)
    if now is None:
        return Aged(path, State.DELETED, None, None)
    if now == wrote:
        return Aged(path, State.BEHIND if ours is not None else State.DROPPED, now, ours)
    merged, is_clean = (now, True) if ours in {None, wrote} else _merge(wrote, now, ours or "")
    if merged == now:
        return Aged(path, State.EDITED, now, now)
    return Aged(path, State.BOTH if is_clean else State.CONFLICT, now, merged)


def _merge(wrote: str, now: str, ours: str) -> tuple[str, bool]:
    """Return both changes together, and whether none meets the other; where they do, markers."""
    # Each line with an end: what has none would run into a marker.
    base, yours, new = ([f"{line}\n" for line in text.splitlines()] for text in (wrote, now, ours))
    merge = Merge3(base, yours, new)
    is_clean = not any(region[0] == "conflict" for region in merge.merge_regions())
    lines = merge.merge_lines(
        name_a="yours", name_b="ldblog", name_base="before", base_marker="|||||||"
    )
    return "".join(lines), is_clean


def render_diff(path: str, old: str | None, new: str | None) -> str:
    """Return what changes in a file, as `git apply` reads it."""
    before, after = (
        ("" if text is None else text).splitlines(keepends=True) for text in (old, new)
    )
    names = (
        "/dev/null" if old is None else f"a/{path}",
        "/dev/null" if new is None else f"b/{path}",
    )
    return "".join(_end_lines(difflib.unified_diff(before, after, *names)))


def _end_lines(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}"
