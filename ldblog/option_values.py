"""Values of options that are lists of words, and how a wrong value is told."""

from __future__ import annotations

from ldblog.errors import LdblogError
from ldblog.shapes import HANDLE as HANDLE_SHAPE
from ldblog.shapes import TEXTS, list_of, shaped

PLACE = "pyproject.toml"
PARTS = ("open", "remind", "condense", "published")
"""The parts of the routine, in the order of a day."""


def wrong(key: str, expected: str, value: object) -> LdblogError:
    """Return what says that an option has a wrong value."""
    return LdblogError(f"{PLACE}: tool.ldblog.{key} must be {expected}, not {value!r}")


@shaped(TEXTS)
def read_words_list(key: str, value: object) -> tuple[str, ...]:
    """Return a list of words; raises LdblogError for anything else."""
    if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
        raise wrong(key, "a list of strings", value)
    return tuple(value)


@shaped(TEXTS)
def read_kinds(key: str, value: object) -> tuple[str, ...]:
    """Return kinds of logs; raises LdblogError for what is none."""
    from ldblog.reading.formats import KINDS  # noqa: PLC0415 - few blogs have it

    kinds = read_words_list(key, value)
    if not {*kinds} <= {*KINDS}:
        raise wrong(key, f"a list of kinds ({', '.join(KINDS)})", value)
    return kinds


@shaped(list_of({"enum": [*PARTS]}))
def read_parts(key: str, value: object) -> tuple[str, ...]:
    """Return parts of the routine; raises LdblogError for what is none."""
    parts = read_words_list(key, value)
    if not {*parts} <= {*PARTS}:
        raise wrong(key, f"a list of parts ({', '.join(PARTS)})", value)
    return parts


@shaped({**list_of(HANDLE_SHAPE), "uniqueItems": True})
def read_editors(key: str, value: object) -> tuple[str, ...]:
    """Return handles, each once; raises LdblogError for what cannot be one."""
    from ldblog.reading.values import HANDLE  # noqa: PLC0415 - few blogs have it

    handles = read_words_list(key, value)
    if len({*handles}) < len(handles) or not all(map(HANDLE.fullmatch, handles)):
        raise wrong(key, 'a list of different handles such as ["asha", "bo"]', value)
    return handles
