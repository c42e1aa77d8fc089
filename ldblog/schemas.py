"""JSON Schemas of the files that people write, made from what checks them: for their editors."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

from ldblog.config import READERS, Config
from ldblog.privacy.dictionary import BLOCK, GROUPS, MAX_INSTEAD
from ldblog.programme.schedule import NEEDED
from ldblog.programme.schedule import READERS as SCHEDULE
from ldblog.reading.formats import LOG_KEYS, SESSION_KEYS
from ldblog.reading.people import CHECKS
from ldblog.shapes import (
    HANDLE,
    LINE,
    NOTHING,
    TEXTS,
    mapping_of,
    or_nothing,
    record_of,
    shape_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

    from ldblog.shapes import Shape

# The one that editors know best.
_DRAFT = "http://json-schema.org/draft-07/schema#"
# An empty value of this key is no absent one: it may have been meant to keep a log back.
_NEVER_EMPTY = "share"


def make_schema(name: str) -> Shape:
    """Return the schema of a kind of file; raises KeyError for one that is none of SCHEMAS."""
    title, make = SCHEMAS[name]
    return {"$schema": _DRAFT, "title": title, **make()}


def render_schema(name: str) -> str:
    """Return a schema as text, the same each time."""
    return json.dumps(make_schema(name), indent=2, ensure_ascii=False) + "\n"


def _make_front_matter(keys: Mapping[str, Callable[[Any], Any]]) -> Shape:
    shapes = {key: shape_of(read) for key, read in keys.items()}
    known = {
        key: shape if key == _NEVER_EMPTY else or_nothing(shape) for key, shape in shapes.items()
    }
    return record_of(known, is_open=True)


def _make_people() -> Shape:
    keys = {
        key: {**shape_of(is_right), "description": expected}
        for key, (is_right, expected) in CHECKS.items()
    }
    return _may_be_empty(mapping_of(record_of(keys, ["name"]), propertyNames=HANDLE))


def _make_redact() -> Shape:
    instead = {**LINE, "maxLength": MAX_INSTEAD, "description": f'a line, or "{BLOCK}"'}
    plain = {"instead": or_nothing(instead)}
    groups = {
        group: mapping_of(
            {
                "anyOf": [
                    NOTHING,
                    instead,
                    record_of(
                        {**plain, "also": NOTHING if group == "tickets" else or_nothing(TEXTS)}
                    ),
                ]
            },
            description=f'what readers see, if nothing else is said: "{usual}"',
        )
        for group, usual in GROUPS.items()
    }
    return _may_be_empty(record_of({group: or_nothing(shape) for group, shape in groups.items()}))


def _make_config() -> Shape:
    keys = {option.name: shape_of(READERS[option.name]) for option in fields(Config)}
    schedule = record_of({key: shape_of(read) for key, read in SCHEDULE.items()}, NEEDED)
    return record_of({**keys, "schedule": schedule})


def _may_be_empty(shape: Shape) -> Shape:
    return {**shape, "type": ["object", "null"]}


SCHEMAS: dict[str, tuple[str, Callable[[], Shape]]] = {
    "config": ("[tool.ldblog] of pyproject.toml", _make_config),
    "log": ("The front matter of a log", lambda: _make_front_matter(LOG_KEYS)),
    "people": ("content/people.yml", _make_people),
    "redact": ("content/redact.yml", _make_redact),
    "session": ("The front matter of session.md", lambda: _make_front_matter(SESSION_KEYS)),
}
