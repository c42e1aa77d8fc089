"""What ``ldblog init`` wrote, kept in the blog: who changed what since can be told.

It is to the copied files what ``content/base/`` is to posts.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from ldblog.errors import LdblogError
from ldblog.starting.answers import Answers

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD_FILE = ".ldblog.json"
_ABOUT = "Written by ldblog init, compared by ldblog doctor. Commit it, and do not edit it."


@dataclass(frozen=True)
class Record:
    """The version that wrote, what it was told, and the texts of the files that it copied."""

    version: str
    answers: Answers
    files: Mapping[str, str]


def render_record(record: Record) -> str:
    """Return a record as text, a line of a file on a line: changes of it can be read."""
    kept = {
        "about": _ABOUT,
        "version": record.version,
        "answers": asdict(record.answers),
        "files": {path: text.split("\n") for path, text in sorted(record.files.items())},
    }
    return json.dumps(kept, indent=1, ensure_ascii=False, default=str) + "\n"


def parse_record(text: str) -> Record:
    """Return the record in a text; raises LdblogError for one that is damaged."""
    try:
        kept = json.loads(text)
        files = {str(path): "\n".join(lines) for path, lines in kept["files"].items()}
        if not all(map(_is_inside, files)):
            raise ValueError("a path leads out of the blog")
        return Record(str(kept["version"]), _parse_answers(kept["answers"]), files)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise LdblogError(
            f"{RECORD_FILE}: damaged ({error!r}): take it from git as `ldblog init` wrote it"
        ) from error


def _is_inside(path: str) -> bool:
    """Tell whether a path stays below the root, on any system."""
    return not re.search(r"^[/\\]|[:\\]|(?:^|/)\.\.(?:/|$)", path)


def _parse_answers(kept: dict[str, Any]) -> Answers:
    starts = datetime.date.fromisoformat(kept["starts"])
    return Answers(**{**kept, "starts": starts, "teams": tuple(kept["teams"])})
