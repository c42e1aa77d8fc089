"""Pagefind's index, put in order: it writes its filters in another order at each run.

And words that are on nearly every page get pieces of their own: who searches for “tests” need not
load all that is known of “the”. Its files are CBOR behind a mark, compressed; a file is named by
what is in it.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MARK = b"pagefind_dcd"
_TEXT, _ARRAY = 3, 4
# Where the pieces of the index and the filters stand among what Pagefind knows of all pages.
_PIECES, _FILTERS = 2, 3
# Bytes: a piece of words is looked into above the first, a word is alone above the second (not yet
# compressed). Pagefind aims at less, but never divides a word.
_LARGE, _HEAVY = 40_000, 20_000


def put_in_order(folder: Path) -> None:
    """Write the filters of an index in order, and name the files again by what is in them."""
    renamed = {path.stem: _order_filter(path) for path in sorted(folder.glob("filter/*"))}
    entry = folder / "pagefind-entry.json"
    text = entry.read_text(encoding="utf-8")
    for language in json.loads(text)["languages"].values():
        path = folder / f"pagefind.{language['hash']}.pf_meta"
        name = _order_meta(path, language["hash"], renamed)
        text = text.replace(language["hash"], name)
    entry.write_text(text, encoding="utf-8", newline="\n")


def _order_filter(path: Path) -> str:
    name, values = _items(_read(path))
    data = b"\x82" + name + _join(sorted(_items(values)))
    return _write(path, data, path.stem, "")


def _order_meta(path: Path, old: str, renamed: dict[str, str]) -> str:
    parts = _items(_read(path))
    filters = [_rename(one, renamed) for one in _items(parts[_FILTERS])]
    parts[_FILTERS] = _join(sorted(filters))
    pieces = (piece for one in _items(parts[_PIECES]) for piece in _divide(one, path.parent))
    parts[_PIECES] = _join(list(pieces))
    return _write(path, _join(parts), old, "pagefind.")


def _divide(entry: bytes, folder: Path) -> Iterator[bytes]:
    """Yield where the words of a piece are: in the piece as it is, or in those it is divided into.

    Each says its first word, its last one, and the name of its file.
    """
    first, last, name = _items(entry)
    old = name[1:].decode()
    path = folder / "index" / f"{old}.pf_index"
    groups = _gather(_items(_items(_read(path))[0])) if path.stat().st_size > _LARGE else []
    if len(groups) < 2:
        yield entry
        return
    for place, group in enumerate(groups):
        start = _items(group[0])[0] if place else first
        end = _items(group[-1])[0] if group is not groups[-1] else last
        new = _write(path, b"\x81" + _join(group), old, "")
        # A name is as long as before.
        yield b"\x83" + start + end + name[:1] + new.encode()


def _gather(words: list[bytes]) -> list[list[bytes]]:
    """Return words that follow each other, and each heavy one alone."""
    groups: list[list[bytes]] = []
    for word in words:
        if groups and max(len(word), len(groups[-1][-1])) <= _HEAVY:
            groups[-1].append(word)
        else:
            groups.append([word])
    return groups


def _rename(item: bytes, renamed: dict[str, str]) -> bytes:
    for old, new in renamed.items():
        # A name is as long as before, so what stands around it stays right.
        item = item.replace(old.encode(), new.encode())
    return item


def _read(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()).removeprefix(_MARK)


def _write(path: Path, data: bytes, old: str, prefix: str) -> str:
    language, _, digest = old.rpartition("_")
    name = f"{language}_{sha256(data).hexdigest()[: len(digest)]}"
    path.unlink(missing_ok=True)
    packed = gzip.compress(_MARK + data, mtime=0)
    (path.parent / f"{prefix}{name}{path.suffix}").write_bytes(packed)
    return name


def _items(data: bytes) -> list[bytes]:
    """Return the items of a CBOR array, as they are written."""
    count, at = _head(data, 0)
    found = []
    for _ in range(count):
        end = _end(data, at)
        found.append(data[at:end])
        at = end
    return found


def _join(items: list[bytes]) -> bytes:
    count = len(items)
    head = bytes([_ARRAY << 5 | 26]) + count.to_bytes(4, "big")
    return head + b"".join(items)


def _head(data: bytes, at: int) -> tuple[int, int]:
    """Return the number in the head of an item, and where its content begins."""
    short = data[at] & 31
    size = 0 if short < 24 else 1 << short - 24
    end = at + 1 + size
    return (int.from_bytes(data[at + 1 : end], "big") if size else short), end


def _end(data: bytes, at: int) -> int:
    kind = data[at] >> 5
    number, at = _head(data, at)
    if kind == _TEXT:
        return at + number
    for _ in range(number if kind == _ARRAY else 0):
        at = _end(data, at)
    return at
