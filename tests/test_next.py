"""``ldblog next``: when the next Learning Days are."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Blog

SCHEDULE = '[tool.ldblog.schedule]\nevery = "2 weeks on Friday"\nstarts = 2026-10-09\n'


def on(patch: pytest.MonkeyPatch, day: str) -> None:
    patch.setattr("ldblog.config.find_today", lambda _config: date.fromisoformat(day))


def test_the_next_days_are_printed_today_among_them(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    blog.write("pyproject.toml", SCHEDULE)
    on(monkeypatch, "2026-11-20")
    assert blog.run("next").output == "2026-11-20\n"
    assert blog.run("next", "--count", "3").output == "2026-11-20\n2026-12-04\n2026-12-18\n"
    on(monkeypatch, "2026-11-21")
    assert blog.run("next").output == "2026-12-04\n"


@pytest.mark.parametrize(("day", "code"), [("2026-11-20", 0), ("2026-11-21", 3)])
def test_whether_it_is_today_is_told_by_the_exit_code_alone(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, day: str, code: int
) -> None:
    blog.write("pyproject.toml", SCHEDULE)
    on(monkeypatch, day)
    result = blog.run("next", "--is-today")
    assert (result.exit_code, result.output) == (code, "")


def test_without_a_schedule_the_remedy_is_told(blog: Blog) -> None:
    result = blog.run("next")
    assert result.exit_code == 2
    assert "no [tool.ldblog.schedule] yet (write every = " in result.output
