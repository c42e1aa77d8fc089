"""What can be wrong with the pictures that a log shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ldblog.diagnostics import Rule, Severity
from ldblog.privacy.publish import publish
from ldblog.text.links import normalise_path
from ldblog.text.markdown import walk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ldblog.diagnostics import Diagnostic
    from ldblog.reading.logs import Log

REFUSED_PICTURE = Rule(
    "LD074",
    "refused-picture",
    Severity.WARNING,
    "A picture is drawn anew for the site, without what is not seen in it: the place and the "
    "camera, comments, scripts. One that cannot be read, is too large, or is something other than "
    "its name says is not published; the post has its description instead.",
    "a JPEG that was named chart.png; an SVG with a DTD of its own",
    "Do what the message says, or save the picture anew.",
)

PICTURE_RULES = (REFUSED_PICTURE,)


def report_refused(log: Log, refused: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Yield the pictures of a log that are not published, where it shows them."""
    for node in walk(publish(log).document) if refused else ():
        path = normalise_path(node.url) if node.kind in {"image", "link"} else ""
        if path in refused:
            message = f"{node.url} is not published: {refused[path]}"
            yield REFUSED_PICTURE.at(log.path, node.line, node.column, message)
