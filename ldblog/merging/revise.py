"""A post and its new version: merged, and dated if it is public and gained something.

The date of an update is the only thing that a post takes from a clock. It is written when lines
from logs come into a post that is no draft, kept from then on, and never moved by anything else.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from ldblog.composing.posts import Line, Post, read_front_matter, render_lines
from ldblog.merging.merge import Merged, merge_post
from ldblog.merging.merge_markers import find_marker

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from ldblog.merging.merge_blocks import Settle


def revise_post(
    base: Sequence[Line],
    edited: Sequence[str],
    post: Post,
    settle: Settle | None = None,
    today: datetime.date | None = None,
) -> Merged:
    """Return the merge of an editor's post with its new version.

    One that still has markers of a conflict stays as it is until the editor has settled it.
    """
    if find_marker(edited) is not None:
        return Merged(list(edited), list(base))
    post = keep_update(post, edited)
    merged = merge_post(base, edited, post.lines(), settle)
    is_public = bool(base) and _read_values(edited).get("draft") is not True
    if is_public and _gains(edited, merged.text, post) and _is_after(post, today):
        return merge_post(base, edited, _with_update(post, today).lines(), settle)
    return merged


def keep_update(post: Post, edited: Sequence[str]) -> Post:
    """Return a new version with the date of the last update that the post on the disk has."""
    dates = _read_values(edited).get("date")
    return _with_update(post, dates.get("updated") if isinstance(dates, dict) else None)


def _read_values(lines: Sequence[str]) -> dict[str, Any]:
    return read_front_matter(render_lines([Line(text) for text in lines]))


def _with_update(post: Post, day: datetime.date | None) -> Post:
    dates = post.front_matter.get("date")
    if day is None or not isinstance(dates, dict):
        return post
    return replace(post, front_matter={**post.front_matter, "date": {**dates, "updated": day}})


def _gains(edited: Sequence[str], merged: Sequence[str], post: Post) -> bool:
    """Tell whether lines from logs came into the body of a post."""
    gained = {*merged} - {*edited}
    return any(line.source and line.text in gained for line in post.body)


def _is_after(post: Post, today: datetime.date | None) -> bool:
    """Tell whether a day comes after the one that a post is dated."""
    dates = post.front_matter.get("date")
    if today is None or not dates:
        return False
    return f"{today:%Y-%m-%d}" > f"{dates['created']:%Y-%m-%d}"
