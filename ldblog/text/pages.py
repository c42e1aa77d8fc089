"""Pages of the site: front matter as MkDocs finds it, and the tree of what stands below it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ldblog.text.markdown import parse

if TYPE_CHECKING:
    from ldblog.text.markdown import Node

FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)


class Page(NamedTuple):
    """A page: the text of its front matter, with what fences it in, and the tree of its body.

    The body's nodes stand where they do in the file; ``front`` is empty where there is none.
    """

    front: str
    body: Node


# What looks for secrets in a page asks first, and then what looks for listed words.
@lru_cache(maxsize=2)
def parse_page(text: str) -> Page:
    """Return a page, not to be changed; whatever its front matter says, it ends before the body.

    Raises TooDeepError as ``parse`` does.
    """
    block = FRONT_MATTER.match(text)
    front = block[0] if block else ""
    return Page(front, parse(re.sub(r"[^\r\n]", "", front) + text[len(front) :]))
