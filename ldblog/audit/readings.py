"""What the text of a file says to who looks closely: without markup, unescaped, decoded."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from functools import cached_property, lru_cache
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ldblog.audit.runs import BREAK, split_words
from ldblog.text.folding import fold_text, normalise_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_TAG = re.compile(r"""(</?[A-Za-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>)""")
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span"
    r"|strong|sub|sup|time|tspan|tt|u|var|wbr)\b",
    re.IGNORECASE,
)
# Stands for a tag that can cut a word in two, or stand between two words.
_AMID = "\x1e"
_CUT = re.compile(rf"{_AMID}+(?=\w)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""")
_WHOLE_TAG = re.compile(
    r"""</?[A-Za-z][\w:.-]*+(?:\s++[^\s"'<>/=]++(?:\s*=\s*(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++))?+)*+\s*/?>"""
)
# What these hold is for the browser alone, and comes from the theme.
_SILENT = re.compile(
    r"class|rel|role|type|target|name|charset|media|lang|hreflang|itemprop|property|http-equiv"
    r"|autocomplete|d|viewbox|xmlns\S*|data-md-\S*",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|([nrtbf/\"'\\]))")
_SPACES = {"n": "\n", "r": "\n", "t": " ", "b": " ", "f": " "}
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]+(?:\s{1,2}[A-Za-z0-9+/_-]{16,})*")
# A row of letters is found by one of them many times, far sooner than by an expression.
_ROWS = re.sub(rb"[A-Za-z0-9+/_-]", b"a", bytes(range(256)))
_ROWS = re.sub(rb"[^a]", b" ", _ROWS)
_ROW = b"a" * 16
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_PRINTABLE = re.compile(rb"[\t\n\r\x20-\x7e]{8,}")
_WHITE = dict.fromkeys(map(ord, "\n\r\t"), " ")
_MAX_ESCAPES = 3


# Between two texts, so that no words join up over it.
APART = f"\n{BREAK}.\n"


@dataclass(frozen=True)
class Said:
    """What a text says, in the forms in which it is searched."""

    text: str

    @cached_property
    def normal(self) -> str:
        """The text in one Unicode form, without what is not seen in it."""
        return normalise_text(self.text)

    @cached_property
    def folded(self) -> str:
        """The normalised text without case, and with one kind of gap."""
        return fold_text(self.normal)

    @cached_property
    def words(self) -> list[str]:
        """All words, and the breaks between two texts."""
        return split_words(self.normal.replace(BREAK, f" {BREAK} "))


def read_closely(text: str) -> list[str]:
    """Return what a text says, as often as it can be read in another way."""
    plain = _ESCAPE.sub(_unescape, text) if "\\" in text else text
    found = list(_read_markup(plain))
    # Only in JSON a backslash is always an escape.
    if plain != text and text[:1] not in "{[":
        found += _read_markup(text)
    found += filter(None, map(_unquote, found))
    found += [word for said in found for word in _decode(said)]
    return list(dict.fromkeys(found))


def _read_markup(text: str) -> Iterator[str]:
    """Yield the words between the tags of a text, and those in them.

    What is escaped is read as the markup that it may become elsewhere, since a feed has whole
    pages in it; and its tags as text.
    """
    for depth in range(_MAX_ESCAPES):
        parts = _TAG.split(text.replace(_AMID, " "))
        tags = dict.fromkeys(parts[1::2])
        parts[1::2] = map(_gap, parts[1::2])
        joined = unescape("".join(parts))
        text = joined.replace(_AMID, "")
        is_markup = "<" in text and _TAG.search(text) is not None
        if not is_markup:
            yield text
        if tags:
            yield _lines_with(_CUT, joined, _is_within_word).replace(_AMID, " ")
            yield unescape(APART.join(filter(None, map(_values, tags))))
            yield APART.join(tags) if depth else ""
        if not is_markup:
            return
    yield text


# The same tags stand on all pages.
@lru_cache(maxsize=20_000)
def _gap(tag: str) -> str:
    """Return what stands for a tag: a mark that goes away, or what makes two texts of one."""
    return _AMID if _INLINE_TAG.match(tag) else " "


@lru_cache(maxsize=20_000)
def _values(tag: str) -> str:
    """Return the values of a tag's attributes; all of what is none: ``a<b; c>d``."""
    if not _WHOLE_TAG.fullmatch(tag):
        return tag
    found = _ATTRIBUTE.findall(tag)
    return APART.join("".join(values) for name, *values in found if not _SILENT.fullmatch(name))


def _is_within_word(found: re.Match[str]) -> bool:
    return found.start() > 0 and found.string[found.start() - 1].isalnum()


def _lines_with(
    pattern: re.Pattern[str], text: str, counts: Callable[[re.Match[str]], bool] = bool
) -> str:
    """Return the lines of a text on which a pattern finds something that counts."""
    lines, last = [], 0
    for found in pattern.finditer(text):
        if found.end() > last and counts(found):
            start = max(text.rfind("\n", 0, found.start()) + 1, last)
            last = text.find("\n", found.end())
            last = len(text) if last < 0 else last
            lines.append(text[start:last])
    return "\n".join(lines)


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else " "
    return _SPACES.get(found[3], found[3])


def _unquote(text: str) -> str:
    """Return the lines of a text in which letters stand as numbers, with the letters."""
    return unquote(_lines_with(_PERCENT, text).replace("+", " ")) if "%" in text else ""


def _decode(text: str) -> Iterator[str]:
    """Yield the texts that stand in Base64 in a text, wherever they begin."""
    for found in _find_base64(text.encode("utf-8", "surrogatepass")):
        letters = b"".join(found.split()).translate(_URL_SAFE)
        for start in range(4):
            yield from _decode_from(letters[start:])


def _find_base64(raw: bytes) -> Iterator[bytes]:
    """Yield what can be Base64: sixteen letters in a row or more, great and small, also wrapped."""
    rows, end = raw.translate(_ROWS), 0
    while (start := rows.find(_ROW, end)) >= 0 and (found := _BASE64.match(raw, start)):
        end = found.end()
        if found[0] not in (found[0].lower(), found[0].upper()):
            yield found[0]


def _decode_from(letters: bytes) -> Iterator[str]:
    rest = len(letters) % 4
    # A single letter over says nothing; of two or three the padding was cut off.
    raw = b64decode(letters[:-1] if rest == 1 else letters + b"=" * (-rest % 4))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = ""
    if text.translate(_WHITE).isprintable() and text:
        yield text
    else:
        yield from (part.decode("ascii") for part in _PRINTABLE.findall(raw))
