"""The branch of a session: condensed on top of what is there, so that no edit of anybody is lost.

Its commits are made here, and merged, never rewritten. One exception: a branch that was merged as
it stands begins anew.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ldblog.errors import LdblogError
from ldblog.git import ask_git, run_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REMOTE, MAIN = "origin", "main"
_CONTENT = "content"
_POSTS = ("content/site/posts", "content/base")
_BOT = ("github-actions[bot]", "41898282+github-actions[bot]@users.noreply.github.com")


def name_branch(session: str) -> str:
    """Return the branch that a session is condensed on."""
    return f"learning-day/{session}"


def require_clean(folder: Path) -> None:
    """Raise LdblogError where something is not committed: another branch is about to be here."""
    if run_git(folder, "status", "--porcelain").strip():
        raise LdblogError("git: something here is not committed (commit it, or `git stash`)")


def fetch(folder: Path, session: str) -> str:
    """Fetch everything; return the commit of a session's branch, or nothing where there is none.

    Raises LdblogError where git cannot.
    """
    run_git(folder, *_signed_in(), "fetch", "--quiet", "--prune", REMOTE)
    return _commit_of(folder, f"refs/remotes/{REMOTE}/{name_branch(session)}")


def switch(folder: Path, session: str, tip: str, *, begins_anew: bool) -> None:
    """Be on the branch of a session: at its tip on the remote with main merged in, or at main.

    The merge is not committed yet. Raises LdblogError where git cannot, or what you have on that
    branch is not on the remote, or main and the branch changed the same lines.
    """
    branch, main = name_branch(session), f"{REMOTE}/{MAIN}"
    mine = _commit_of(folder, f"refs/heads/{branch}")
    if mine and not any(is_within(folder, mine, it) for it in (tip, main) if it):
        raise LdblogError(f"git: your branch {branch} has commits that are not pushed (push them)")
    start = main if begins_anew else tip
    run_git(folder, "switch", "--quiet", "--no-track", "--force-create", branch, start)
    if is_within(folder, main, start):
        return
    try:
        run_git(folder, *_identity(folder), "merge", "--quiet", "--no-ff", "--no-commit", main)
    except LdblogError as error:
        ask_git(folder, "merge", "--abort")
        remedy = f"`git merge {main}` on {branch}, by hand"
        raise LdblogError(f"{branch}: main changed the same lines ({remedy})") from error


def is_on_main(folder: Path, commit: str) -> bool:
    """Tell whether main on the remote has all of a commit's history."""
    return is_within(folder, commit, f"{REMOTE}/{MAIN}")


def is_within(folder: Path, commit: str, other: str) -> bool:
    """Tell whether a commit is in the history of another."""
    return ask_git(folder, "merge-base", "--is-ancestor", commit, other) is not None


def commit(folder: Path, session: str, write: Callable[[], str]) -> tuple[bool, str]:
    """Let something write posts, and commit them together with a merge that has begun.

    Where it writes no post, there is no commit, and no merge. Return whether there is one, and
    what the writer tells. Raises LdblogError where git cannot.
    """
    before = run_git(folder, "write-tree").strip()
    try:
        told = write()
    except BaseException:
        run_git(folder, "reset", "--quiet", "--hard")
        raise
    run_git(folder, "add", "--all", "--", _CONTENT)
    after = run_git(folder, "write-tree").strip()
    if not run_git(folder, "diff", "--name-only", before, after, "--", *_POSTS):
        run_git(folder, "reset", "--quiet", "--hard")
        return False, told
    message = f"Condense the Learning Day of {session}"
    run_git(folder, *_identity(folder), "commit", "--quiet", "--message", message)
    return True, told


def push(folder: Path, session: str, tip: str) -> None:
    """Push the branch of a session, if nobody else did since; ``tip`` is what it was then.

    Raises LdblogError where git cannot.
    """
    ref = f"refs/heads/{name_branch(session)}"
    lease = f"--force-with-lease={ref}:{tip}"
    try:
        run_git(folder, *_signed_in(), "push", "--quiet", lease, REMOTE, f"HEAD:{ref}")
    except LdblogError:
        # Ours, and made again by the next run.
        run_git(folder, "reset", "--quiet", "--hard", "HEAD^")
        raise


def leave(folder: Path) -> None:
    """Go back to where one was before; raises LdblogError where git cannot."""
    run_git(folder, "checkout", "--quiet", "-")


def _commit_of(folder: Path, ref: str) -> str:
    return (ask_git(folder, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}") or "").strip()


def _identity(folder: Path) -> list[str]:
    """Return what tells git who commits: you, or where nobody is known, GitHub's own robot."""
    if (ask_git(folder, "config", "user.email") or "").strip():
        return []
    return ["-c", f"user.name={_BOT[0]}", "-c", f"user.email={_BOT[1]}"]


def _signed_in() -> list[str]:
    """Return what lets git ask ``gh`` for a workflow's token, which is kept nowhere."""
    return ["-c", "credential.helper=!gh auth git-credential"] if os.environ.get("GH_TOKEN") else []
