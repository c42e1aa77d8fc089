# ruff: noqa: E501
"""Cases for ``fuzz.py``, thought of by hypothesis: what no test would be written by hand for.

A quadratic step shows in what is repeated, so most cases are: a few pieces, again and again.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"
MAX_BYTES = 100_000

MARKDOWN = """\
\x20␤\t␤  ␤    ␤\\\\␤\\␤a␤word ␤Word. ␤*␤**␤***␤_␤__␤~~␤`␤``␤```␤``` py␤~~~␤[␤]␤![␤](␤)␤[x](y)␤[x]: y
[x]␤[^1]␤[^1]: ␤<␤>␤> ␤<!--␤-->␤<!-- internal -->␤<!-- /internal -->␤<!-- keep -->␤<!-- drop -->
<!-- allow-secret: x -->␤<!-- internal␤<internal>␤</internal>␤<b>␤</b>␤<div␤<details>␤<summary>Next
</summary>␤&amp;␤&#0;␤&#x1F600;␤&␤;␤- ␤* ␤+ ␤1. ␤9) ␤- [ ] ␤# ␤## ␤###### ␤===␤---␤***␤|␤| ␤ | a |
|-␤|:-:␤$␤$$␤\\(␤:␤Next: ␤Done:␤**Feedback:** ␤## Learned␤## Next␤## Internal␤- Next:␤Feedback. ␤etc.
http://␤https://x.example/a?b=c␤www.a.b␤a@b.example␤+49 30 123456␤10.0.0.1␤192.168.1.1:80␤fe80::␤%41
%25␤xn--␤@asha␤/asha␤Asha Rao␤Acme␤acme's␤ABC-12␤ipsum␤lorem␤x.internal␤password=␤ghp_␤eyJ␤QUFBQUFB
-----BEGIN RSA PRIVATE KEY-----␤{{ x }}␤{% raw %}␤--8<--␤{ .a #b }␤::: x␤!!! note␤=== "t"␤\u200b␤\u202e
é␤é␤ß␤İ␤ﬁ␤學␤。␤ひ␤カ␤ก␤ع␤ह␤👩‍👩‍👧␤\ufeff␤\r␤\r\n␤\x0b␤\x0c␤\x1c␤\x85␤\u2028␤\x00""".replace(
    "\n", "␤"
)
PIECES = [*MARKDOWN.split("␤"), "\n", "\n\n", "\n    ", "\n- ", "\n> ", "\n| ", "\n## ", "a\n"]
YAML_PIECES = [
    *[
        "a: ",
        "b: ",
        "c",
        ": ",
        "- ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "#",
        "&a ",
        "*a",
        "!",
        "!!x ",
        "!!python/object:os.system ",
        "? ",
        "> ",
    ],
    *[
        "|",
        "%`",
        "%~",
        "null",
        "true",
        "no",
        "2026-02-30",
        "1e999",
        "0x",
        ".inf",
        "12:30:45",
        "---",
        "...",
        "<<: ",
        "\\",
        "\\x",
        "é",
        "\u2028",
    ],
    *[
        "name: ",
        "appear: ",
        "anonymous",
        "{as: ",
        "aliases: ",
        "links: ",
        "team: ",
        "instead: ",
        "also: ",
        "block",
        " #",
    ],
    *[
        "customers:\n ",
        "hosts:\n ",
        "tickets:\n ",
        "(a+)+$",
        "[A-Z]",
        ".*",
        "\\b",
        "share: ",
        "internal",
        "tags: ",
        "with: ",
    ],
    *[
        "artefacts:\n",
        "title: ",
        "url: ",
        "kind: ",
        "topics",
        "words_per_log",
        " = ",
        "ignore",
        "time_zone",
        "'''",
        '"""',
    ],
    *["asha", "bo", "x", "1", "-1", "\n", "\n  ", "\n    ", "\n- ", " ", "\t", ": ", ":"],
]


def _fill(before: str, again: str, after: str, size: int) -> str:
    times = max(1, (size - len(before) - len(after)) // max(1, len(again.encode())))
    return before + again * times + after


def _texts(pieces: list[str]) -> st.SearchStrategy[str]:
    """Return texts of some pieces, of some pieces repeated, and of any characters."""
    piece = st.sampled_from(pieces)
    joined = st.lists(piece, max_size=40).map("".join)
    few = st.lists(piece, max_size=4).map("".join)
    again = st.lists(piece, min_size=1, max_size=4).map("".join)
    size = st.sampled_from([1000, 10_000, MAX_BYTES, MAX_BYTES])
    grown = st.builds(_fill, few, again, few, size)
    # Each line another: nothing is remembered from the one before.
    counted = st.builds(
        lambda text, times: "".join(f"{text}{number}" for number in range(times))[:MAX_BYTES],
        again,
        st.sampled_from([100, 3000, 20_000]),
    )
    return grown | counted | joined | st.text(max_size=300)


def _logs() -> list[bytes]:
    folder = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    return [path.read_bytes() for path in sorted(folder.glob("*/*.md"))]


def _mutate(log: bytes, changes: list[tuple[int, int, int, bytes]]) -> bytes:
    for at, length, times, piece in changes:
        start = at % (len(log) + 1)
        cut = log[start : start + length]
        log = log[:start] + piece + cut * times + log[start + length :]
    return log[:MAX_BYTES]


_CHANGES = st.lists(
    st.tuples(
        st.integers(0, 50_000),
        st.integers(0, 400),
        st.sampled_from([0, 0, 1, 1, 2, 300]),
        st.sampled_from([piece.encode() for piece in PIECES]) | st.binary(max_size=4),
    ),
    max_size=8,
)
_HEADS = st.sampled_from(["", "---\ntags: [a]\n---\n", "---\nshare: anonymous\n---\n"])

LOGS: st.SearchStrategy[bytes] = (
    st.builds(
        lambda head, text: (head + text).encode("utf-8", "surrogatepass"), _HEADS, _texts(PIECES)
    )
    | st.builds(_mutate, st.sampled_from(_logs()), _CHANGES)
    | st.binary(max_size=400)
)
YAMLS: st.SearchStrategy[bytes] = _texts(YAML_PIECES).map(
    lambda text: text.encode("utf-8", "surrogatepass")
) | st.binary(max_size=300)

_LINES = [
    *[
        "---",
        "title: a",
        "title: b",
        "date:",
        "  created: 2026-11-20",
        "entries:",
        "- anchor: asha",
        "  name: A",
        "tags: [a]",
    ],
    *[
        "",
        "<!-- more -->",
        "## Highlights",
        "## Databases",
        "## Networks",
        "### Asha { #asha }",
        "### Bo { #bo }",
    ],
    *[
        "- a",
        "- b",
        "- a thing that was learned",
        "  - c",
        "```",
        "    x",
        "<<<<<<< post",
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        " base",
        "=======",
    ],
    *[">>>>>>> logs", "> a", "{ .byline }", "team", "[x](#asha)", "✎", "# t", "### ", "## ", "#"],
]
_SIDES = st.lists(st.sampled_from(_LINES), max_size=30)
_GROWN_SIDES = st.builds(
    lambda before, again, times, after: [*before, *(again * times), *after],
    st.lists(st.sampled_from(_LINES), max_size=3),
    st.lists(st.sampled_from(_LINES), min_size=1, max_size=3),
    st.sampled_from([1, 30, 300, 2000]),
    st.lists(st.sampled_from(_LINES), max_size=3),
)
_COUNTED_SIDES = st.builds(
    lambda line, times, skip: [f"{line}{number}" for number in range(times) if number % skip],
    st.sampled_from(_LINES),
    st.sampled_from([30, 300, 2000]),
    st.integers(2, 9),
)
_ANY_SIDE = _SIDES | _GROWN_SIDES | _COUNTED_SIDES
POSTS: st.SearchStrategy[tuple[list[str], list[str], list[str]]] = st.tuples(
    _ANY_SIDE, _ANY_SIDE, _ANY_SIDE
)
