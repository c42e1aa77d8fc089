"""Three-way merge of the front matter of a post: by key, and lists by element.

What the logs added or removed since the base is added or removed. Where the editor and the logs
changed the same value, the editor's stays, so that a front matter is never in conflict.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import yaml

from ldblog.composing.posts import dump_yaml, read_front_matter
from ldblog.merging.arrange import weave

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

FENCE = "---"

# What names an element of a list, whatever else of it changes: the first of these that it has.
_NAMES = ("anchor", "url")
_KEY = re.compile(r"([^\W\d][\w.-]*)[ \t]*:(?:\s|$)")


def measure_front_matter(lines: Sequence[str]) -> int:
    """Return how many lines are front matter, its fences too; 0 where there is none."""
    if not lines or lines[0].rstrip() != FENCE:
        return 0
    return next((n for n, line in enumerate(lines[1:], 2) if line.rstrip() == FENCE), 0)


def merge_front_matter(
    base: Sequence[str], edited: Sequence[str], new: Sequence[str]
) -> list[str] | None:
    """Return the merge of three front matters, each with its fences.

    None where one is missing, or is more than plain keys; the base may be missing.
    """
    if list(edited) == list(base):
        return list(new)
    if not edited or not new:
        return None
    sides = [_split_keys(side[1:-1]) for side in (base, edited, new)]
    values = [read_front_matter("\n".join([*side, ""])) for side in (base, edited, new)]
    are_plain = [list(found) == [*side] for side, found in zip(sides, values, strict=True)]
    if not all(are_plain) or not values[1] or not values[2]:
        return None
    merged: list[str] = []
    for key in weave(list(sides[1]), list(sides[2])):
        before, ours, theirs = (found.get(key) for found in values)
        value = merge_values(before, ours, theirs)
        lines = sides[1].get(key, [])
        if not lines or value != ours:
            # The editor's comments stay, above what is new.
            lines = list(_find_comments(lines))
            lines += _lines_of(key, value, sides[2] if value == theirs else {})
        merged += lines
    return [edited[0], *merged, edited[-1]]


def merge_values(base: Any, edited: Any, new: Any) -> Any:  # noqa: ANN401 - they are YAML
    """Return the merge of three values, None for one that is not there."""
    if edited == base:
        return new
    if new in (base, edited):
        return edited
    if isinstance(edited, dict) and isinstance(new, dict):
        return _merge_mappings(base if isinstance(base, dict) else {}, edited, new)
    if isinstance(edited, list) and isinstance(new, list | None):
        return _merge_lists(base if isinstance(base, list) else [], edited, new or []) or None
    return edited


def _merge_mappings(
    base: Mapping[str, Any], edited: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, Any]:
    keys = weave(list(edited), list(new))
    merged = {key: merge_values(base.get(key), edited.get(key), new.get(key)) for key in keys}
    return {key: value for key, value in merged.items() if value is not None}


def _merge_lists(base: Sequence[Any], edited: Sequence[Any], new: Sequence[Any]) -> list[Any]:
    known, ours, theirs = map(_by_name, (base, edited, new))
    merged = []
    for name in weave(list(ours), list(theirs)):
        if name in ours and name in theirs:
            merged.append(merge_values(known.get(name), ours[name], theirs[name]))
        elif name not in known:
            merged.append(ours.get(name, theirs.get(name)))
    return merged


def _by_name(values: Sequence[Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for value in values:
        keys = [key for key in _NAMES if key in value] if isinstance(value, dict) else []
        name = repr(value[keys[0]] if keys else value)
        while name in named:
            name += " again"
        named[name] = value
    return named


def _split_keys(lines: Sequence[str]) -> dict[str, list[str]]:
    """Return the lines of each key, comments above it included; those at the end go to the last.

    None of what has a key twice, of which one would be lost.
    """
    segments: dict[str, list[str]] = {}
    pending: list[str] = []
    for line in lines:
        found = _KEY.match(line)
        if found and found[1] in segments:
            return {}
        if found:
            segments[found[1]] = [*pending, line]
            pending = []
        elif line.startswith("#") or not segments:
            pending.append(line)
        else:
            segments[[*segments][-1]] += [*pending, line]
            pending = []
    if segments:
        segments[[*segments][-1]] += pending
    return segments


def _find_comments(lines: Sequence[str]) -> Iterator[str]:
    """Yield the comments of some keys, wherever in their lines they stand."""
    text, end = "\n".join(lines), 0
    for token in yaml.scan(text):
        for line in text[end : token.start_mark.index].splitlines():
            if line.strip().startswith("#"):
                yield line.strip()
        end = token.end_mark.index


def _lines_of(key: str, value: Any, given: Mapping[str, Sequence[str]]) -> Iterator[str]:  # noqa: ANN401
    """Return the lines of a key with a value: those given, or made; none for no value."""
    if value is not None:
        yield from given[key] if key in given else dump_yaml({key: value}).splitlines()
