"""The index of a site, kept in the cache for as long as the pages say the same.

It is one archive behind its hash, and can be thrown away or be damaged at any time. As it may be
large, it is not copied.
"""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from ldblog.files import read_bytes, write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_NAME = "search.zip"
_DIGEST = 32
# As early as an archive can say: the clock has no part in it.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def recall_index(cache: Path, key: str) -> dict[str, bytes] | None:
    """Return the files of the index that was kept by a key, None if it is not there or damaged."""
    raw = read_bytes(cache / _NAME) or b""
    if sha256(memoryview(raw)[_DIGEST:]).digest() != raw[:_DIGEST]:
        return None
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        is_same = archive.comment == key.encode()
        return {name: archive.read(name) for name in archive.namelist()} if is_same else None


def keep_index(cache: Path, key: str, files: Mapping[str, bytes]) -> None:
    """Keep the files of an index by a key, in place of the last one.

    Raises LdblogError when the disk refuses.
    """
    out = BytesIO()
    out.seek(_DIGEST)
    with zipfile.ZipFile(out, "w") as archive:
        for name, raw in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), raw)
        archive.comment = key.encode()
    with out.getbuffer() as whole:
        whole[:_DIGEST] = sha256(whole[_DIGEST:]).digest()
    write_bytes(cache / _NAME, out.getvalue())
