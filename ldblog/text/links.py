"""Links, pictures and footnotes of a log, made to work in a post."""

from __future__ import annotations

import operator
import posixpath
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ldblog.text.markdown import plain_text, with_children

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ldblog.text.markdown import Node

_REWRITTEN = frozenset({"link", "image", "footnote_reference"})
_REMOTE = re.compile(r"https?:", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[A-Za-z0-9_-]+")
_ALLOWED = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


@dataclass
class Rewriter:
    """Rewrites nodes of one log for one post, and remembers which files they use.

    ``attachments`` are the files that the log has, by their path from the session's folder,
    each with its path in the post. Links elsewhere, and schemes that could run something,
    leave their words; a picture that is not there leaves its description.
    """

    prefix: str
    attachments: Mapping[str, str] = field(default_factory=dict)
    footnotes: Mapping[str, Node] = field(default_factory=dict)
    used_files: dict[str, str] = field(default_factory=dict)
    used_footnotes: dict[str, Node] = field(default_factory=dict)

    def rewrite(self, node: Node) -> Node:
        """Return a node whose links, pictures and footnotes work in the post."""
        if not node.children and node.kind not in _REWRITTEN:
            return node
        if node.kind == "image" and _REMOTE.match(node.url):
            return _link_to_picture(node)
        children = [self.rewrite(child) for child in node.children]
        if node.kind == "link":
            # A picture within a link leaves its description: links do not nest.
            children = [
                replace(c, kind="image", url="") if c.kind == "link" else c for c in children
            ]
        if node.kind in {"link", "image"}:
            return replace(node, url=self._address(node), children=children)
        if node.kind == "footnote_reference":
            return self._footnote(node)
        unchanged = all(map(operator.is_, children, node.children))
        return node if unchanged else with_children(node, children)

    def shows(self, node: Node) -> bool:
        """Tell whether a node has more than pictures that are not there."""
        if node.kind == "image":
            is_here = normalise_path(node.url) in self.attachments
            return is_here or _REMOTE.match(node.url) is not None
        if node.kind == "footnote_reference" or not node.children:
            return any(mark.isalnum() for mark in node.literal)
        return any(self.shows(child) for child in node.children)

    def definitions(self) -> list[Node]:
        """Return the footnotes that the rewritten nodes refer to, in their order."""
        found: list[Node] = []
        done: set[str] = set()
        while pending := [name for name in self.used_footnotes if name not in done]:
            for name in pending:
                done.add(name)
                definition = self.rewrite(self.used_footnotes[name])
                found.append(replace(definition, name=self._label(name)))
        return found

    def _address(self, node: Node) -> str:
        if node.kind == "link" and _ALLOWED.match(node.url):
            return node.url
        path = normalise_path(node.url)
        if path not in self.attachments:
            return ""
        self.used_files[path] = self.attachments[path]
        return self.attachments[path]

    def _footnote(self, node: Node) -> Node:
        if node.name not in self.footnotes:
            return replace(node, kind="text", literal="")
        self.used_footnotes.setdefault(node.name, self.footnotes[node.name])
        return replace(node, name=self._label(node.name))

    def _label(self, name: str) -> str:
        # By number: names may be in any script, and those of two notes must stay apart.
        return f"{self.prefix}-{list(self.used_footnotes).index(name) + 1}"


def _link_to_picture(image: Node) -> Node:
    """Return a link to a picture that is elsewhere: no page makes a reader's browser fetch it."""
    # Its description as text: a picture may stand in that of another.
    said = plain_text(replace(image, literal=image.url))
    text = replace(image, kind="text", literal=said, url="", title="", children=[])
    return replace(image, kind="link", children=[text])


def normalise_path(url: str) -> str:
    """Return the path that a relative address in a log names, from the session's folder."""
    return posixpath.normpath(unquote(url).partition("#")[0])
