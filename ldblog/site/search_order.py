"""Pagefind's index, put in order: it writes its filters in another order at each run.

Its files are CBOR behind a mark, compressed; a file is named by what is in it.
"""

from __future__ import annotations

import gzip
import json
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_MARK = b"pagefind_dcd"
_TEXT, _ARRAY = 3, 4
# Where the filters stand among the parts of what Pagefind knows of all pages.
_FILTERS = 3


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
    return _write(path, _join(parts), old, "pagefind.")


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
    path.unlink()
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
