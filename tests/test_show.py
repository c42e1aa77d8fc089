"""``ldblog show``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Blog

LOG = """\
## Learned

- A lease is cheaper than a lock, because nobody waits for it.

## Feedback

- too much\t\x1b[31mnoise
"""
PATH = "content/logs/2026-11-20/asha.md"


@pytest.mark.parametrize(
    ("path", "cwd"),
    [
        (PATH, "."),
        ("asha.md", "content/logs/2026-11-20"),
        ("../logs/2026-11-20/asha.md", "content/logs"),
        (PATH, "content/site"),
    ],
)
def test_the_entry_comes_first_and_then_what_is_held_back(blog: Blog, path: str, cwd: str) -> None:
    blog.write_log("2026-11-20/asha.md", LOG)
    (blog.root / "content/site").mkdir()
    result = blog.run("show", "--", path, cwd=cwd)
    assert result.exit_code == 0
    entry, _, held = result.output.partition(f"\nHeld back from the public ({PATH}):\n")
    assert "A lease is cheaper than a lock, because nobody waits for it." in entry
    assert "noise" not in entry
    assert held.splitlines() == [
        "  lines 5–7: the part “feedback” is never published",
        "    ## Feedback",
        r"    - too much      \x1b[31mnoise",
    ]


def test_a_log_with_nothing_held_back_shows_just_the_entry(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", LOG.partition("## Feedback")[0])
    assert "Held back" not in blog.run("show", PATH).output


def test_an_article_is_shown_whole(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "---\nform: post\n---\n# Leases\n\nA long story.\n")
    assert "A long story." in blog.run("show", PATH).output


def test_a_log_that_is_kept_back_says_why(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", "---\nkind: poem\n---\nSECRET\n")
    blog.write_log("2026-11-20/bo.md", LOG)
    result = blog.run("show", PATH)
    assert f"{PATH}:2:1: LD008 kind: expected one of" in result.stderr
    assert result.stdout.startswith("Nothing of this log is published.\n\nHeld back")
    assert "  lines 1–4: the log has an error\n" in result.stdout


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("nowhere.md", "Error: nowhere.md: no such log in blog\n"),
        (
            "pyproject.toml",
            "Error: pyproject.toml: not in a session's folder below content/logs\n",
        ),
        (
            "content/logs/drafts/asha.md",
            "Error: content/logs/drafts/asha.md: not in a session's folder below content/logs\n",
        ),
        (
            "content/logs/2026-11-20/session.md",
            "Error: content/logs/2026-11-20/session.md: not a log "
            "(a log is <handle>.md in a session's folder)\n",
        ),
    ],
)
def test_what_is_no_log_is_refused(blog: Blog, path: str, message: str) -> None:
    blog.write_log("drafts/asha.md", LOG)
    blog.write_log("2026-11-20/session.md", "Hello.\n")
    result = blog.run("show", path)
    assert (result.exit_code, result.output) == (2, message)


def test_why_prints_each_unit_that_may_go_out_with_its_score(blog: Blog) -> None:
    log = LOG.replace("nobody waits", "nobody\x1b[31m waits")
    blog.write_log("2026-11-20/asha.md", log)

    output = blog.run("show", "--why", PATH).output

    assert "asha.md:3  A lease is cheaper than a lock" in output
    assert "reason +" in output
    assert "noise" not in output
    assert "\x1b" not in output


MARKED = """\
## Learned

- A lease is cheaper than a lock, because nobody waits for it. <!-- drop -->
- Tea. <!-- keep -->
"""


def test_what_is_kept_and_dropped_by_hand_is_shown(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", MARKED)
    assert blog.run("show", PATH).output.partition("- Tea.\n")[2] == (
        f"\nKept by hand ({PATH}):\n"
        "  lines 4–4: Tea.\n"
        f"\nHeld back from the public ({PATH}):\n"
        "  lines 3–3: dropped by hand\n"
        "    - A lease is cheaper than a lock, because nobody waits for it. <!-- drop -->\n"
    )


def test_why_says_what_is_kept_and_dropped_by_hand(blog: Blog) -> None:
    log = f"{MARKED}\n## Feedback\n\n- too much\n"
    blog.write_log("2026-11-20/asha.md", log)
    lines = blog.run("show", "--why", PATH).output.splitlines()
    assert lines[0].startswith("+ ")
    assert lines[0].endswith("asha.md:4  Tea.")
    assert lines[1].startswith("         kept by hand · ")
    assert lines[2:] == ["-        asha.md:3  dropped by hand"]


def test_why_shows_a_sentence_behind_a_dropped_one_as_it_is(blog: Blog) -> None:
    blog.write_log(
        "2026-11-20/asha.md", "Lunch was late. <!-- drop --> Leases beat locks by 3 ms.\n"
    )
    output = blog.run("show", "--why", PATH).output
    assert "  asha.md:1  Leases beat locks by 3 ms.\n" in output
