"""Python-Markdown, Pygments and their go-between, each with a detour left out: the same, sooner.

What is replaced here are inner names. Where the versions are not those that they were looked up in,
they stay, and all is as it was: slower, and the same.
"""

from __future__ import annotations

from functools import cache, wraps
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from markdown import inlinepatterns
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString
from pygments.formatters.html import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound
from pymdownx import arithmatex, highlight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_TRIED = {"markdown": "3.", "pygments": "2.", "pymdown-extensions": "13."}
# One of these is in all that a pattern finds: a text without any need not be asked. What is not
# named here is always asked for.
_MARKS: dict[str, str] = {
    inlinepatterns.AUTOLINK_RE: "<",
    inlinepatterns.AUTOMAIL_RE: "<",
    inlinepatterns.BACKTICK_RE: "`",
    inlinepatterns.ENTITY_RE: "&",
    inlinepatterns.ESCAPE_RE: "\\",
    inlinepatterns.HTML_RE: "<",
    inlinepatterns.IMAGE_LINK_RE: "!",
    inlinepatterns.LINE_BREAK_RE: "\n",
    inlinepatterns.LINK_RE: "[",
    f"(?:{arithmatex.RE_SMART_DOLLAR_INLINE})": "$",
    r"\[\^([^\]]*)\]": "[",
    r"\*|_": "*_",
    r"\~": "~",
}


@cache
def quicken() -> None:
    """Leave the detours out from now on, in this process."""
    if all(version(name).startswith(tried) for name, tried in _TRIED.items()):
        _skip_patterns()
        _remember_styles()
        highlight.get_lexer_by_name = _make_lexer


def _skip_patterns() -> None:
    """Let patterns be tried only on texts that have what they begin with."""
    plain: Any = InlineProcessor._InlineProcessor__handleInline  # type: ignore[attr-defined]
    try_pattern: Any = InlineProcessor._InlineProcessor__applyPattern  # type: ignore[attr-defined]

    @wraps(plain)
    def handle(self: Any, data: str, patternIndex: int = 0) -> str:  # noqa: ANN401, N803
        if isinstance(data, AtomicString):
            return data
        patterns = _list_patterns(self)
        for index in range(patternIndex, len(patterns)):
            pattern, marks = patterns[index]
            is_there, start = any(mark in data for mark in marks), 0
            while is_there:
                data, is_there, start = try_pattern(self, pattern, data, index, start)
        return data

    InlineProcessor._InlineProcessor__handleInline = handle  # type: ignore[attr-defined]


def _list_patterns(processor: Any) -> list[tuple[Any, Iterable[str]]]:  # noqa: ANN401
    """Return the patterns of a parser in their order, each with its marks; empty is in all."""
    registry = processor.inlinePatterns
    known: list[tuple[Any, Iterable[str]]] | None = getattr(processor, "_quick_patterns", None)
    if known is None or len(known) != len(registry):
        known = [(one, _MARKS.get(one.pattern) or ("",)) for one in registry]
        processor._quick_patterns = known
    return known


def _remember_styles() -> None:
    """Let formatters of one style share what they find out of it; each block of code has one."""
    create: Callable[[Any], None] = HtmlFormatter._create_stylesheet
    known: dict[tuple[Any, str], tuple[dict[Any, Any], dict[Any, Any]]] = {}

    @wraps(create)
    def recall(self: Any) -> None:  # noqa: ANN401
        key = (self.style, self.classprefix)
        if key not in known:
            create(self)
            known[key] = self.ttype2class, self.class2style
        self.ttype2class, self.class2style = map(dict, known[key])

    HtmlFormatter._create_stylesheet = recall


def _make_lexer(language: str, **options: Any) -> Any:  # noqa: ANN401
    """Return what reads a language; raises ClassNotFound where there is none."""
    found = _find_lexer(language)
    if found is None:
        raise ClassNotFound(f"no lexer for alias {language!r} found")
    return found(**options)


@cache
def _find_lexer(language: str) -> Any:  # noqa: ANN401
    """Return the class that reads a language; Pygments looks through all of them each time."""
    try:
        return find_lexer_class_by_name(language)
    except ClassNotFound:
        return None
