"""Values of front matter that were meant to keep a file from the public, and do not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Set

# What other tools, and people who misspell ``share``, write.
_SECRETIVE = frozenset({"internal", "private", "confidential", "anonymous", "anonymously"})
_SHUT = frozenset({"internal", "private", "confidential", "draft", "hidden", "unlisted"})
_OPEN = frozenset({"publish", "published", "public"})
_NOT = frozenset({"not", "no", "non", "never", "un"})
# YAML 1.2 reads yes and no as text.
_FLAGS = {
    **dict.fromkeys(("yes", "y", "true", "on", "1"), True),
    **dict.fromkeys(("no", "n", "false", "off", "0", "never", "none", ""), False),
}
# A longer value, and any in these keys, is about something.
_MAX_SECRETIVE_WORDS = 4
_PROSE = frozenset(
    {"description", "summary", "subtitle", "abstract", "subject", "topic", "topics", "excerpt"}
)
_SECRET_TAG = frozenset({"internal", "private", "confidential"})
_SECRET_TAG_REST = frozenset({"only", "use", "for", "strictly", "company", "team", "notes"})


def is_secretive(key: str, value: Any) -> bool:  # noqa: ANN401
    """Tell whether an unknown key was meant to keep a file from the public."""
    if isinstance(value, dict):
        return any(is_secretive(str(inner), item) for inner, item in value.items())
    if isinstance(value, list):
        return any(is_secretive(key, item) for item in value)
    words, flag = _words(key), _flag(value)
    if flag is not None:
        is_meant = flag != bool(words & _NOT)
        return bool(words & (_SHUT if is_meant else _OPEN))
    return isinstance(value, str) and (bool(words & _SHUT) or _says_secret(words, value))


def _says_secret(key: Set[str], value: str) -> bool:
    """Tell whether a value says that a file is not for the public."""
    words = _words(value)
    if key & _PROSE or len(value.split()) > _MAX_SECRETIVE_WORDS:
        return value.strip().lower() in _SECRETIVE
    return bool(words & (_SECRETIVE | _SHUT)) or bool(words & _NOT and words & _OPEN)


def _words(text: str) -> Set[str]:
    return set(re.findall(r"[^\W_]+", text.lower()))


def _flag(value: Any) -> bool | None:  # noqa: ANN401
    """Return what a value says as a yes or no, None for what says neither."""
    if isinstance(value, int | float):
        return bool(value)
    return _FLAGS.get(value.strip().lower()) if isinstance(value, str) else None


def says_internal(text: str) -> bool:
    """Tell whether a tag says that a file is not for the public."""
    words = _words(text)
    return bool(words & _SECRET_TAG) and words <= _SECRET_TAG | _SECRET_TAG_REST
