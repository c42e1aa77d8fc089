"""What a log's words can be checked for: each rule a small generator, all in one table.

A rule takes a log and all people and yields diagnostics. To add one, write its ``Rule`` and
its generator, and put the generator into ``CHECKS``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from ldblog.config import nearest
from ldblog.diagnostics import Rule, Severity
from ldblog.pictures.redraw import PICTURES
from ldblog.privacy.publish import publish
from ldblog.reading.formats import HINT_KEYS, LOG_KEYS
from ldblog.reading.markers import find_internal, find_markers
from ldblog.reading.parts import Part
from ldblog.reading.said import awaits_its_day
from ldblog.reading.units import text_of
from ldblog.selecting.scoring import score_units
from ldblog.text.links import normalise_path
from ldblog.text.markdown import plain_text, walk
from ldblog.text.patterns import compile_late

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Set

    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.logs import Log
    from ldblog.text.markdown import Node

UNKNOWN_KEY = Rule(
    "LD030",
    "unknown-key",
    Severity.HINT,
    "A key that ldblog does not know changes nothing, and a misspelt one does not do what you "
    "meant.",
    "outcom: failed",
    "Use the key that the message names, or ignore this: other tools' keys do no harm.",
)
PATH_WINS = Rule(
    "LD031",
    "path-wins",
    Severity.HINT,
    "The author and the date of a log are its path. Front matter that says otherwise is passed "
    "over.",
    "author: bo in content/logs/2026-11-20/asha.md",
    "Remove the key, or move the file.",
)
SAY_WHY = Rule(
    "LD032",
    "say-why",
    Severity.HINT,
    "A log without a single reason, link or learning is hard to learn from.",
    "- read about Raft",
    "Say what you learned and why it matters: “Learned the difference between X and Y; X is "
    "better when …, because …”",
)
NOTHING_TO_PUBLISH = Rule(
    "LD033",
    "nothing-to-publish",
    Severity.HINT,
    "All of the log is held back or is not worth a stranger's time, so the post will only say "
    "that you took part.",
    "a log with only Feedback",
    "Add a line on what you learned, if only what did not work.",
)
NO_ALT_TEXT = Rule(
    "LD034",
    "no-alt-text",
    Severity.HINT,
    "Readers who cannot see a picture hear its description.",
    "![](asha/latency.png)",
    "Say in a few words what the picture shows: `![p99 latency falls to 74 ms](…)`.",
)
MISSING_FILE = Rule(
    "LD035",
    "missing-file",
    Severity.WARNING,
    "A picture or a relative link goes nowhere: only its words will be published. Files stand "
    "in the folder with your handle beside the log.",
    "![latency](latency.png)",
    "Put the file into `content/logs/<session>/<handle>/` and write `<handle>/latency.png`.",
)
NOT_A_PICTURE = Rule(
    "LD036",
    "not-a-picture",
    Severity.WARNING,
    "Only pictures (png, jpg, gif, webp, svg) are copied to the site; other files may hold more "
    "than they show. The words of the link are published, the file is not.",
    "[slides](asha/slides.pdf)",
    "Publish the file elsewhere and link to it, or list it under `artefacts`.",
)
NOT_CLOSED = Rule(
    "LD037",
    "internal-not-closed",
    Severity.WARNING,
    "`<!-- internal -->` without `<!-- /internal -->` hides all the rest of the log.",
    "<!-- internal --> the customer is …",
    "Close it where the public may read on.",
)
OTHER_MARKER = Rule(
    "LD038",
    "internal-otherwise",
    Severity.WARNING,
    "Something other than `<!-- internal -->` and `<!-- /internal -->` was understood to mean it. "
    "It hides what it should, but the next spelling may not be understood.",
    "<!-- private --> … <!-- end private -->",
    "Write `<!-- internal -->` and `<!-- /internal -->`; in a comment that hides nothing, begin "
    "with another word.",
)

_SHOWING = frozenset({"link", "code_block", "image"})
_ELSEWHERE = compile_late(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#|$")
_REASON = re.compile(r"\bbecause\b|\bso that\b|\bsince\b|\btherefore\b|\bwhen\b|\binstead\b", re.I)


def find_unknown_keys(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield the keys of front matter that are not known."""
    known = {*LOG_KEYS, *HINT_KEYS}
    for key, place in log.front_matter.places.items():
        if key not in known:
            yield UNKNOWN_KEY.at(log.path, *place, f"{key} is not a known key{nearest(key, known)}")


def find_disagreement(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield an author or a date that disagrees with the path."""
    said = {"author": log.handle, "date": log.session}
    for key, expected in said.items():
        value = str(log.front_matter.values.get(key) or expected)
        if value.lower()[: len(expected)] != expected.lower():
            message = f"{key} says {value}, the path says {expected} (the path wins)"
            yield PATH_WINS.at(log.path, *log.front_matter.places[key], message)


# Each check asks about the same log.
@lru_cache(maxsize=1)
def _public_nodes(log: Log) -> list[Node]:
    return list(walk(publish(log).document))


def find_no_reason(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield a hint for a log without a reason, a link or a learning."""
    public = publish(log)
    learned = any(section.part is Part.LEARNED for section in public.sections)
    shown = learned or any(node.kind in _SHOWING for node in _public_nodes(log))
    if (
        log.meta.share != "internal"
        and not awaits_its_day(log)
        and not (shown or _REASON.search(" ".join(map(text_of, public.document.children))))
    ):
        line = log.document.children[0].line
        example = "“Learned the difference between X and Y; X is better when …, because …”"
        yield SAY_WHY.at(log.path, line, 1, f"say what you learned and why: {example}")


def find_nothing_to_publish(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield a hint for a log of which nothing would be chosen."""
    scored = score_units(publish(log).units)
    is_due = log.meta.share != "internal" and not awaits_its_day(log)
    if is_due and not any(one.is_worth_reading for one in scored):
        yield NOTHING_TO_PUBLISH.at(
            log.path, 1, 1, "nothing here is for the public yet (add a line on what you learned)"
        )


def find_no_alt_text(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield pictures without a description."""
    for node in _public_nodes(log):
        if node.kind == "image" and not plain_text(node).strip():
            message = "the picture has no description (say what it shows)"
            yield NO_ALT_TEXT.at(log.path, node.line, node.column, message)


def find_missing_files(log: Log, files: Set[str]) -> Iterator[Diagnostic]:
    """Yield pictures and relative links that go nowhere, and files that are not copied."""
    for node in _public_nodes(log):
        if node.kind not in {"link", "image"} or _ELSEWHERE.match(node.url):
            continue
        path = normalise_path(node.url)
        if path not in files:
            message = f"{node.url} is not there (only its words are published)"
            yield MISSING_FILE.at(log.path, node.line, node.column, message)
        elif not path.lower().endswith(PICTURES):
            message = f"{node.url} is no picture that is copied (publish it elsewhere)"
            yield NOT_A_PICTURE.at(log.path, node.line, node.column, message)


def find_not_closed(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield an internal stretch that is not closed."""
    for stretch in find_internal(log.front_matter.body, log.document):
        if not stretch.is_closed:
            message = "everything from here on is hidden (close with <!-- /internal -->)"
            yield NOT_CLOSED.at(log.path, *stretch.start, message)


def find_other_markers(log: Log, _files: Set[str]) -> Iterator[Diagnostic]:
    """Yield what was read as a marker but is spelt otherwise."""
    for marker in find_markers(log.front_matter.body, log.document):
        if not marker.is_standard:
            meant = "<!-- /internal -->" if marker.closes else "<!-- internal -->"
            message = f"this is read as {meant} (write it so)"
            yield OTHER_MARKER.at(log.path, *marker.start, message)


CHECKS: tuple[Callable[[Log, Set[str]], Iterator[Diagnostic]], ...] = (
    find_unknown_keys,
    find_disagreement,
    find_no_reason,
    find_nothing_to_publish,
    find_no_alt_text,
    find_missing_files,
    find_not_closed,
    find_other_markers,
)
CHECK_RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
