"""What can go wrong between an editor's post and the logs."""

from __future__ import annotations

from ldblog.diagnostics import Rule, Severity

CONFLICT = Rule(
    "LD040",
    "conflict",
    Severity.ERROR,
    "The editor changed lines of a post, and the logs that they came from changed too. The "
    "editor's lines stay as they are; all else of the post is merged.",
    "a bullet that the editor shortened and its author corrected",
    "Settle it with `ldblog condense SESSION --on-conflict ours` (keep the post's lines) or "
    "`theirs` (take the new ones).",
)

CONFLICT_RULES = (CONFLICT,)
