"""What was read before is not read again, unless it could hold something that is now kept back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from tokens import make_token

from ldblog.audit import site_texts
from ldblog.audit.audit import audit_site
from ldblog.audit.site_files import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from conftest import Blog

    from ldblog.audit.site_files import Stretch

SAID = "The heating in the third meeting room never worked before lunch"
TOKEN = make_token("ghp_")


@pytest.fixture
def clean(blog: Blog) -> Blog:
    """Return a blog whose site was audited, and holds nothing."""
    blog.write_log("2026-11-20/asha.md", "## Learned\n\n- Leases are cheaper than locks.\n")
    blog.write("site/about/index.html", f"<p>{SAID}.</p>")
    blog.write("site/2026-11-20/index.html", "<p>Leases are cheaper than locks.</p>")
    assert rules(blog) == []
    return blog


def rules(blog: Blog) -> list[str]:
    return [one.code for one in audit_site(blog.project, blog.root / "site")]


def read_files(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files that an audit reads as texts."""
    asked: list[str] = []

    class Noting(Reader):
        def read(self, folder: Path, name: str) -> Iterator[Stretch]:
            asked.append(name)
            return super().read(folder, name)

    monkeypatch.setattr(site_texts, "Reader", Noting)
    assert rules(blog) == []
    return asked


def test_only_files_that_changed_are_read_again(
    clean: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_files(clean, monkeypatch) == []
    clean.write("site/2026-11-20/index.html", "<p>Leases are cheap.</p>")
    assert read_files(clean, monkeypatch) == ["2026-11-20/index.html"]


def test_a_new_session_alone_makes_nobody_read_old_pages_again(
    clean: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    clean.write_log("2026-12-04/bo.md", f"## Feedback\n\n- {SAID}.\n")
    clean.write("site/2026-12-04/index.html", "<p>Bo learnt something.</p>")
    assert read_files(clean, monkeypatch) == ["2026-12-04/index.html"]


def hold_back_in_an_old_log(blog: Blog) -> None:
    blog.write_log("2026-11-20/bo.md", f"## Feedback\n\n- {SAID}.\n")


def hold_back_in_a_session_that_has_pages(blog: Blog) -> None:
    blog.write("site/2026-12-04/index.html", "<p>Bo learnt something.</p>")
    assert rules(blog) == []
    blog.write_log("2026-12-04/bo.md", f"## Feedback\n\n- {SAID}.\n")


def list_a_word(blog: Blog) -> None:
    blog.write("content/redact.yml", "others:\n  heating: something\n")


def stop_naming_somebody(blog: Blog) -> None:
    people = blog.read("content/people.yml")
    blog.write("content/people.yml", people + "\nhe:\n  name: Third Meeting\n  appear: anonymous\n")


def put_it_into_a_file(blog: Blog) -> None:
    blog.write("site/2026-11-20/index.html", f"<p>{TOKEN}</p>")


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        (hold_back_in_an_old_log, "LD082"),
        (hold_back_in_a_session_that_has_pages, "LD082"),
        (list_a_word, "LD081"),
        (stop_naming_somebody, "LD083"),
        (put_it_into_a_file, "LD080"),
    ],
)
def test_what_is_kept_back_since_is_found_in_old_files(
    clean: Blog, change: Callable[[Blog], None], rule: str
) -> None:
    change(clean)
    assert rules(clean) == [rule]
    # And again, since a site with a leak is nothing to remember.
    assert rules(clean) == [rule]


def test_what_may_stand_there_is_a_leak_when_nothing_public_says_it_any_more(blog: Blog) -> None:
    blog.write("mkdocs.yml", "site_name: Days\nsite_description: Wolfgang shouted again\n")
    blog.write_log("2026-11-20/asha.md", "## Feedback\n\n- Wolfgang shouted again.\n")
    blog.write("site/index.html", "<p>Wolfgang shouted again</p>")
    assert rules(blog) == []
    assert rules(blog) == []
    blog.write("mkdocs.yml", "site_name: Days\n")
    assert rules(blog) == ["LD082"]


def test_what_stands_nowhere_any_more_is_no_leak(blog: Blog) -> None:
    blog.write("mkdocs.yml", "site_name: Days\nsite_description: Wolfgang shouted again\n")
    blog.write_log("2026-11-20/asha.md", "## Feedback\n\n- Wolfgang shouted again.\n")
    blog.write("site/index.html", "<p>Wolfgang shouted again</p>")
    assert rules(blog) == []
    blog.write("mkdocs.yml", "site_name: Days\n")
    blog.write("site/index.html", "<p>Nobody shouted</p>")
    assert rules(blog) == []
    assert " wolfgang shouted again " not in blog.read(".cache/ldblog/audited.json")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"files": []}', '{"what": 1}', '{"machine": {}}'])
def test_a_damaged_memory_is_none(clean: Blog, text: str) -> None:
    hold_back_in_an_old_log(clean)
    clean.write(".cache/ldblog/audited.json", text)
    assert rules(clean) == ["LD082"]


def test_secrets_that_are_allowed_are_not_written_down(blog: Blog) -> None:
    comment = "<!-- allow-secret: an example of the documentation -->"
    blog.write_log("2026-11-20/asha.md", f"## Learned\n\n- Use `{TOKEN}`. {comment}\n")
    blog.write("site/index.html", f"<p>{TOKEN}</p>")
    assert rules(blog) == []
    assert not (blog.root / ".cache/ldblog/audited.json").exists()


def test_what_was_remembered_on_another_machine_counts_for_nothing(clean: Blog) -> None:
    path = ".cache/ldblog/audited.json"
    known = json.loads(clean.read(path))
    clean.write(path, json.dumps({**known, "machine": "another"}))
    clean.write("site/about/index.html", f"<p>{SAID}</p>")
    assert rules(clean) == []
    assert json.loads(clean.read(path))["machine"] == known["machine"]
