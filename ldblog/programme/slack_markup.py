"""Slack's own markup, mrkdwn, to the tree that Markdown is written from.

Its only escapes are those of ``&``, ``<`` and ``>``; what stands between ``<`` and ``>`` is a link
or a mention; a mark of emphasis counts at the edge of a word, and within one line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ldblog.programme.slack_lines import Inlines, make_blocks, node, text_node
from ldblog.programme.slack_names import emoji

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ldblog.programme.slack_names import Names
    from ldblog.text.markdown import Node

_FENCE = re.compile(r"```(?!`)(.*?)```", re.DOTALL)
_QUOTED_REST = re.compile(r"^(?:[ \t]*(?:&gt;|>){3})+[ \t]*", re.MULTILINE)
_QUOTED = re.compile(r"[ \t]*(?:&gt;|>)[ \t]?")
_TOKEN = re.compile(
    r"`(?P<code>[^`\n]+)`|<(?P<special>[^<>\n]+)>|:(?P<emoji>[a-z0-9_+'&.-]+"
    r"(?:::skin-tone-[2-6])?):|(?P<mark>\*{1,2}|_{1,2}|~{1,2})",
    re.IGNORECASE,
)
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_ENTITIES))
_STYLES = {"*": "strong", "_": "emphasis", "~": "strikethrough"}
_LINK = re.compile(r"(?:https?|mailto|tel|ftps?):[^\s]+", re.IGNORECASE)


def parse_mrkdwn(text: str, names: Names) -> list[Node]:
    """Return the blocks of a text in Slack's markup; whatever it holds, it has some meaning."""
    blocks: list[Node] = []
    at = 0
    for code in _FENCE.finditer(text):
        quoted = _QUOTED_REST.search(text, at, code.start())
        if quoted:
            return blocks + _parse_quoted_rest(text[at:], names)
        blocks += _parse_lines(text[at : code.start()], names)
        blocks.append(node("code_block", literal=_read_code(code[1], names)))
        at = code.end()
        # What comes after a block begins a new line, as Slack shows it.
        at += text.startswith("\n", at)
    return blocks + _parse_quoted_rest(text[at:], names)


def _parse_quoted_rest(text: str, names: Names) -> list[Node]:
    """Return the blocks of a text of which all that comes after ``>>>`` is quoted."""
    quoted = _QUOTED_REST.search(text)
    if quoted is None:
        return _parse_lines(text, names)
    inside = parse_mrkdwn(_QUOTED_REST.sub("", text[quoted.end() :]), names)
    above = _parse_lines(text[: quoted.start()], names)
    return [*above, *([node("quote", inside)] if inside else [])]


def _parse_lines(text: str, names: Names) -> list[Node]:
    blocks: list[Node] = []
    for is_quoted, lines in _runs(text):
        found = make_blocks([parse_line(line, names) for line in lines])
        blocks += [node("quote", found)] if is_quoted and found else found
    return blocks


def _runs(text: str) -> Iterator[tuple[bool, list[str]]]:
    """Yield runs of lines that are quoted, or are not, without the marks of that."""
    run: list[str] = []
    was_quoted = False
    for line in text.split("\n"):
        quoted = _QUOTED.match(line)
        if bool(quoted) != was_quoted and run:
            yield was_quoted, run
            run = []
        was_quoted = bool(quoted)
        run.append(line[quoted.end() :] if quoted else line)
    yield was_quoted, run


def unescape(text: str) -> str:
    """Return a text without Slack's three escapes, each read once."""
    return _ENTITY.sub(lambda found: _ENTITIES[found[0]], text)


def _read_code(text: str, names: Names) -> str:
    """Return what stands in code, in which links and mentions are their words."""
    code = re.sub(r"<([^<>\n]+)>", lambda found: _plain_special(found[1], names), text)
    return unescape(code).removeprefix("\n").rstrip()


def _plain_special(special: str, names: Names) -> str:
    target, bar, label = special.partition("|")
    if _LINK.match(target):
        # Slack made a link of what was typed; the words that were typed are its label.
        return label if bar else target
    found = read_special(special, names)
    return found.literal if found.kind == "text" else label


@dataclass
class _Frame:
    """What an emphasis has in it so far; the outermost has no mark."""

    mark: str
    nodes: Inlines = field(default_factory=list)


def parse_line(line: str, names: Names) -> Inlines:
    """Return the inline nodes of a line."""
    stack = [_Frame("")]
    at = 0
    for token in _TOKEN.finditer(line):
        _add_text(stack[-1], unescape(line[at : token.start()]))
        at = token.end()
        if token["mark"]:
            _read_mark(stack, token)
        else:
            stack[-1].nodes.append(_read_token(token, names))
    _add_text(stack[-1], unescape(line[at:]))
    while len(stack) > 1:
        _give_up(stack)
    return stack[0].nodes


def _read_token(token: re.Match[str], names: Names) -> Node:
    if token["code"]:
        literal = re.sub(
            r"<([^<>\n]+)>", lambda found: _plain_special(found[1], names), token["code"]
        )
        return node("code", literal=unescape(literal))
    if token["emoji"]:
        return text_node(_read_emoji(token))
    return read_special(token["special"], names)


def _read_emoji(token: re.Match[str]) -> str:
    """Return an emoji; ``10:30:45`` and ``a::b::c`` have none."""
    before = token.string[token.start() - 1 : token.start()]
    return token[0] if before.isalnum() or before == ":" else emoji(token["emoji"].lower())


def _read_mark(stack: list[_Frame], token: re.Match[str]) -> None:
    """Open or close an emphasis; who types two marks, as in Markdown, means no less."""
    mark, line = token["mark"], token.string
    before, after = (
        line[max(token.start() - 1, 0) : token.start()],
        line[token.end() : token.end() + 1],
    )
    is_open = any(frame.mark == mark for frame in stack)
    if is_open and before.strip() and not after.isalnum() and stack[-1].nodes:
        while stack[-1].mark != mark:
            _give_up(stack)
        frame = stack.pop()
        stack[-1].nodes.append(node(_STYLES[mark[0]], frame.nodes))
    elif not is_open and not before.isalnum() and after.strip() and after != mark[0]:
        stack.append(_Frame(mark))
    else:
        _add_text(stack[-1], mark)


def _give_up(stack: list[_Frame]) -> None:
    """Take a mark that was never closed for what it looks like."""
    frame = stack.pop()
    _add_text(stack[-1], frame.mark)
    for one in frame.nodes:
        if one.kind == "text":
            _add_text(stack[-1], one.literal)
        else:
            stack[-1].nodes.append(one)


def _add_text(frame: _Frame, text: str) -> None:
    if text and frame.nodes and frame.nodes[-1].kind == "text":
        frame.nodes[-1].literal += text
    elif text:
        frame.nodes.append(text_node(text))


def read_special(special: str, names: Names) -> Node:
    """Return what stands between ``<`` and ``>``: a link, a mention, a moment."""
    target, _bar, label = special.partition("|")
    kind, rest, label = target[0], target[1:], unescape(label)
    if kind == "@":
        return text_node(names.person(rest))
    if kind == "#":
        return text_node(names.channel(rest, label))
    if kind == "!":
        return _read_command(rest, label, names)
    return link_node(unescape(target), label) or text_node(f"<{unescape(special)}>")


def _read_command(command: str, label: str, names: Names) -> Node:
    name, *values = command.split("^")
    if name == "subteam":
        return text_node(names.group(label))
    if name == "date" and len(values) > 1:
        said = names.moment(values[0], unescape(values[1]), label)
        linked = link_node(unescape(values[2]), said) if len(values) > 2 else None
        return linked or text_node(said)
    return text_node(f"@{name}" if name in {"here", "channel", "everyone"} else label or name)


def link_node(url: str, label: str) -> Node | None:
    """Return a link, or None for an address that is none."""
    if not _LINK.fullmatch(url):
        return None
    shown = label.strip() or url.removeprefix("mailto:").removeprefix("tel:")
    return node("link", [text_node(shown)], url=url)
