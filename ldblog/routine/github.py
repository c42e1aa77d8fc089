"""GitHub, asked by its own command line: who you are there, and on which server, is its business.

ldblog never sees a token. On GitHub's machines ``gh`` is installed, and reads ``GH_TOKEN``.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from ldblog.errors import LdblogError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_TIMEOUT = 60
_PAGE = 100
_MAX_PAGES = 20
# What somebody else wrote is nothing of ours, whatever it begins with.
_TRUSTED = frozenset({"OWNER", "MEMBER", "COLLABORATOR"})


def ask_github(
    folder: Path, path: str, method: str = "GET", values: Mapping[str, Any] | None = None
) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what the repository of a folder answers; ``path`` is from its own address.

    Raises LdblogError where GitHub cannot be asked, or refuses.
    """
    program = shutil.which("gh")
    if program is None:
        raise LdblogError("gh is not installed: https://cli.github.com has it")
    address = f"repos/{{owner}}/{{repo}}/{path}"
    command = [program, "api", "--method", method, address]
    try:
        done = subprocess.run(  # noqa: S603 - no shell
            command if values is None else [*command, "--input", "-"],
            cwd=folder,
            input="" if values is None else json.dumps(values),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=_TIMEOUT,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise LdblogError(f"gh: {type(error).__name__} (try again)") from error
    if done.returncode:
        said = " ".join(done.stderr.split()) or "failed"
        raise LdblogError(f"GitHub: {method} {path.partition('?')[0]}: {said}")
    try:
        return json.loads(done.stdout) if done.stdout.strip() else None
    except ValueError as error:
        raise LdblogError("gh: its answer is no JSON (is it up to date?)") from error


def list_github(folder: Path, path: str) -> Iterator[dict[str, Any]]:
    """Yield what a list of the repository holds, page by page, as far as anybody looks."""
    mark = "&" if "?" in path else "?"
    for page in range(1, _MAX_PAGES + 1):
        rows = ask_github(folder, f"{path}{mark}per_page={_PAGE}&page={page}")
        yield from rows
        if len(rows) < _PAGE:
            return


def is_ours(row: Mapping[str, Any], marker: str) -> bool:
    """Tell whether an issue or a comment begins with a marker, and somebody of ours wrote it."""
    # Who left GitHub is nobody.
    kind = (row["user"] or {}).get("type")
    is_trusted = kind == "Bot" or row["author_association"] in _TRUSTED
    return is_trusted and str(row["body"] or "").startswith(marker)


def find_comment(folder: Path, number: int, marker: str) -> dict[str, Any] | None:
    """Return our comment on an issue or a pull request that begins with a marker, if it is there.

    Raises LdblogError as ``ask_github`` does.
    """
    rows = list_github(folder, f"issues/{number}/comments")
    return next((row for row in rows if is_ours(row, marker)), None)


def put_comment(folder: Path, number: int, marker: str, text: str) -> str:
    """Write a comment once, and later change it; return what was done, or nothing.

    Raises LdblogError as ``ask_github`` does.
    """
    body = f"{marker}\n{text}"
    old = find_comment(folder, number, marker)
    if old is None:
        ask_github(folder, f"issues/{number}/comments", "POST", {"body": body})
        return "written"
    if old["body"].replace("\r\n", "\n") == body:
        return ""
    ask_github(folder, f"issues/comments/{old['id']}", "PATCH", {"body": body})
    return "changed"
