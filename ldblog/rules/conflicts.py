"""What can go wrong between an editor's post and the logs."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from ldblog.diagnostics import Rule, Severity
from ldblog.merging.merge_markers import find_marker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ldblog.diagnostics import Diagnostic
    from ldblog.merging.merge import Conflict

CONFLICT = Rule(
    "LD040",
    "conflict",
    Severity.ERROR,
    "The editor changed lines of a post, and the logs that they came from changed too. That "
    "block (an entry, the highlights) stays as the editor left it; all else of the post is merged.",
    "a bullet that the editor shortened and its author corrected",
    "Settle it with `ldblog condense SESSION --on-conflict ours` (keep the post's lines), "
    "`theirs` (take the new ones) or `markers` (write both into the post, and choose by hand); "
    "or change the post's lines to what the logs now say.",
)
MARKERS = Rule(
    "LD041",
    "conflict-markers",
    Severity.ERROR,
    "The post still has the markers of a conflict, which readers are not to see. It is neither "
    "condensed nor built until they are gone. In a code block only ldblog's own markers count.",
    "<<<<<<< post",
    "Choose between the lines, and remove the four lines that begin with `<<<<<<<`, `|||||||`, "
    "`=======` and `>>>>>>>`. What then stands there is the editor's.",
)
NO_BASE = Rule(
    "LD042",
    "no-base",
    Severity.WARNING,
    "Without its base (the post as it was last generated) nobody can tell the editor's lines from "
    "ldblog's. So all that the post has is taken for the editor's: nothing of it is overwritten, "
    "new entries are added, and where the post and the logs differ is a conflict.",
    "a file of content/base that was not committed, was edited, or is of another version",
    "Restore the file from git and condense again; or look at the post, and leave it: the base is "
    "made anew.",
)
PASSED_OVER = Rule(
    "LD043",
    "removed-by-the-editor",
    Severity.HINT,
    "The editor removed a section or an entry from the post, and its log has changed since. What "
    "an editor removed stays removed.",
    "an entry that the editor cut, and whose author then corrected the log",
    "Nothing, if it is to stay out. To have it back, delete the post and condense, or copy the "
    "entry from `ldblog show LOG`.",
)

CONFLICT_RULES = (CONFLICT, MARKERS, NO_BASE, PASSED_OVER)

_MAX_QUOTE = 160
_MAX_ALIKE = 40
_REMEDY = (
    "--on-conflict ours keeps the post's lines, theirs takes the new ones, markers writes both"
)


def find_conflicts(path: str, conflicts: Iterable[Conflict]) -> Iterator[Diagnostic]:
    """Yield what is in conflict in a post, with what both sides say."""
    for conflict in conflicts:
        ours, theirs = _quote(conflict.edited, conflict.new)
        where = f" ({conflict.source})" if conflict.source else ""
        sides = f"the post has {ours}, the logs now say {theirs}{where}"
        yield CONFLICT.at(path, conflict.line, 1, f"{sides} ({_REMEDY})")


def find_markers_in(path: str, lines: Sequence[str]) -> Iterator[Diagnostic]:
    """Yield the first marker of a conflict that a post still has."""
    found = find_marker(lines)
    if found is not None:
        message = f"{found[1]} marks a conflict (choose between the lines and remove the markers)"
        yield MARKERS.at(path, found[0], 1, message)


def find_no_base(path: str, trouble: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with a base, if something is."""
    if trouble:
        message = f"{trouble} (all that the post has is taken for the editor's)"
        yield NO_BASE.at(path, 1, 1, message)


def find_passed_over(path: str, headings: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield what the editor removed and the logs changed."""
    for heading in headings:
        message = f"{heading.strip('# ')} has changed since it was removed here (it stays out)"
        yield PASSED_OVER.at(path, 1, 1, message)


def _quote(edited: Sequence[str], new: Sequence[str]) -> tuple[str, str]:
    """Return what both sides say, from a little before the place where they differ."""
    ours, theirs = (" / ".join(lines) for lines in (edited, new))
    alike = next((at for at, (a, b) in enumerate(zip(ours, theirs, strict=False)) if a != b), 0)
    start = ours.rfind(" ", 0, alike - _MAX_ALIKE) + 1 if alike > _MAX_ALIKE else 0
    cut = [_shorten(text[start:], "… " if start else "") for text in (ours, theirs)]
    return cut[0], cut[1]


def _shorten(text: str, before: str) -> str:
    words = textwrap.shorten(text, _MAX_QUOTE, placeholder=" …")
    return f"“{before}{words}”" if words else "nothing"
