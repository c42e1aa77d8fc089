"""What the text of a file says to who looks closely: without markup, unescaped, decoded."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import dataclass
from functools import cached_property
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ldblog.audit.runs import split_words
from ldblog.text.folding import fold_text, normalise_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"""</?[A-Za-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_INLINE = (
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|data|del|dfn|em|font|i|ins|kbd|mark|q|s|samp|small|span"
    r"|strong|sub|sup|time|tspan|tt|u|var|wbr)\b(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+>"
)
_INLINE_TAG = re.compile(_INLINE, re.IGNORECASE)
# A tag can cut a word in two, or stand between two words.
_AMID = re.compile(rf"\w(?:{_INLINE})+\w", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)\s*=\s*(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++))""")
# What these hold is for the browser alone, and comes from the theme.
_SILENT = re.compile(
    r"class|rel|role|type|target|name|charset|media|lang|hreflang|itemprop|property|http-equiv"
    r"|autocomplete|d|viewbox|xmlns\S*|data-md-\S*",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\(?:u\{?([0-9a-fA-F]{4,6})\}?|x([0-9a-fA-F]{2})|([nrtbf/\"'\\]))")
_SPACES = {"n": "\n", "r": "\n", "t": " ", "b": " ", "f": " "}
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}+(?:\s{1,2}[A-Za-z0-9+/_-]{16,}+)*+")
_MIXED_CASE = re.compile(r"[A-Z].*?[a-z]|[a-z].*?[A-Z]", re.DOTALL)
_URL_SAFE = bytes.maketrans(b"-_", b"+/")
_PRINTABLE = re.compile(rb"[\t\n\r\x20-\x7e]{8,}")
_WHITE = dict.fromkeys(map(ord, "\n\r\t"), " ")
_MAX_ESCAPES = 3


# Between two texts, so that no words join up over it.
APART = "\n\x1e.\n"


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
        """All words, and an empty one between two texts."""
        return [word for part in self.normal.split("\x1e") for word in (*split_words(part), "")]


def read_closely(text: str) -> list[str]:
    """Return what a text says, as often as it can be read in another way."""
    plain = _ESCAPE.sub(_unescape, text) if "\\" in text else text
    found = list(_read_markup(plain))
    # Only in JSON a backslash is always an escape.
    if plain != text and text[:1] not in "{[":
        found += _read_markup(text)
    found += [unquote(said.replace("+", " ")) for said in found if _PERCENT.search(said)]
    found += [word for said in found for word in _decode(said)]
    return list(dict.fromkeys(found))


def _read_markup(text: str) -> Iterator[str]:
    """Yield the words between the tags of a text, and those in them.

    What is escaped is read as text, and then as the markup that it may become elsewhere: a feed
    has whole pages in it.
    """
    for _ in range(_MAX_ESCAPES):
        tags = _TAG.findall(text)
        joined = unescape(_TAG.sub(" ", _INLINE_TAG.sub("", text))) if tags else unescape(text)
        inner = "<" in joined and _TAG.search(joined)
        # What is within a tag joins up with no words beside it.
        yield _TAG.sub(rf"{APART}\g<0>{APART}", joined) if inner else joined
        if tags and _AMID.search(text):
            yield unescape(_TAG.sub(" ", text))
        if tags:
            yield unescape(APART.join(_values(tags)))
        if not inner:
            return
        text = joined


def _values(tags: list[str]) -> Iterator[str]:
    """Yield the values of the attributes in some tags."""
    for tag in dict.fromkeys(tags):
        for name, *values in _ATTRIBUTE.findall(tag):
            if not _SILENT.fullmatch(name):
                yield "".join(values)


def _unescape(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    if code:
        number = int(code, 16)
        return chr(number) if number <= 0x10FFFF and not 0xD800 <= number < 0xE000 else " "
    return _SPACES.get(found[3], found[3])


def _decode(text: str) -> Iterator[str]:
    """Yield the texts that stand in Base64 in a text, wherever they begin."""
    for found in _BASE64.finditer(text):
        if _MIXED_CASE.search(found[0]):
            letters = "".join(found[0].split()).encode().translate(_URL_SAFE)
            for start in range(4):
                yield from _decode_from(letters[start:])


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
