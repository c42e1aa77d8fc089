"""``ldblog check``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Blog

GOOD = "## Learned\n\nA lease is cheaper than a lock, because nobody waits for it.\n"
EMPTY = "content/logs/2026-11-20/bo.md:1:1: LD013 the log is empty (write a line, or delete it)\n"


@pytest.fixture
def two(blog: Blog) -> Blog:
    """Return a blog with a good log and an empty one."""
    blog.write_log("2026-11-20/asha.md", GOOD)
    blog.write_log("2026-11-20/bo.md", "")
    return blog


def test_nothing_wrong_prints_nothing(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", GOOD)
    result = blog.run("check")
    assert (result.output, result.exit_code) == ("", 0)


def test_warnings_and_hints_are_no_errors(blog: Blog) -> None:
    blog.write_log("2026-11-20/jane.md", "read\n")
    result = blog.run("check")
    assert [line.split()[1] for line in result.output.splitlines()] == ["LD020", "LD032", "LD033"]
    assert result.exit_code == 0


def test_an_error_makes_the_exit_code_1(two: Blog) -> None:
    result = two.run("check")
    assert (result.output, result.exit_code) == (EMPTY, 1)


@pytest.mark.parametrize(
    ("path", "cwd"),
    [
        (".", "."),
        ("content", "."),
        ("content/logs/2026-11-20", "."),
        ("content/logs/2026-11-20/bo.md", "."),
        ("bo.md", "content/logs/2026-11-20"),
        ("content/logs/2026-11-20/bo.md", "content/logs"),
        ("../logs/2026-11-20/bo.md", "content/logs"),
        ("..", "content/logs"),
    ],
)
def test_paths_are_from_here_or_from_the_root(two: Blog, path: str, cwd: str) -> None:
    result = two.run("check", "--", path, cwd=cwd)
    assert (result.output, result.exit_code) == (EMPTY, 1)


def test_an_absolute_path_is_fine_through_a_link_to_the_blog(two: Blog) -> None:
    link = two.root.parent / "link"
    link.symlink_to(two.root)
    result = two.run("check", str(link / "content/logs/2026-11-20/bo.md"))
    assert (result.output, result.exit_code) == (EMPTY, 1)


def test_only_what_was_asked_for_is_checked(two: Blog) -> None:
    two.write_log("2026-11-06/bo.md", "")
    result = two.run("check", "content/logs/2026-11-20/asha.md")
    assert (result.output, result.exit_code) == ("", 0)


def test_people_yml_and_stray_folders_are_checked_too(blog: Blog) -> None:
    blog.write("content/people.yml", "asha: {name: 1}\n")
    blog.write_log("2026-02-30/asha.md", GOOD)
    codes = [line.split()[1] for line in blog.run("check").output.splitlines()]
    assert codes == ["LD009", "LD017"]
    assert "LD017" in blog.run("check", "content/people.yml").output


@pytest.mark.parametrize("path", ["nowhere.md", "/etc/passwd", "../.."])
def test_a_path_that_is_not_there_or_not_ours_is_a_usage_error(two: Blog, path: str) -> None:
    result = two.run("check", path)
    assert result.exit_code == 2
    assert f"{path} is not there, or not in blog" in result.output


def test_ignored_hints_are_not_printed_and_errors_are(two: Blog) -> None:
    two.write("pyproject.toml", '[tool.ldblog]\nignore = ["LD013", "LD032", "LD033"]\n')
    two.write_log("2026-11-20/jun.md", "read\n")
    assert two.run("check").output == EMPTY


def test_json_is_one_array(two: Blog) -> None:
    result = two.run("check", "--format", "json")
    assert result.exit_code == 1
    assert [(one["path"], one["code"]) for one in json.loads(result.output)] == [
        ("content/logs/2026-11-20/bo.md", "LD013")
    ]
    two.write_log("2026-11-20/bo.md", GOOD)
    assert json.loads(two.run("check", "--format", "json").output) == []


def test_a_strangers_file_name_forges_no_annotation(blog: Blog) -> None:
    blog.write_log("2026-11-20/a,b\n::error file=x::.md", GOOD)
    blog.write_log(b"2026-11-20/\xff.md".decode("utf-8", "surrogateescape"), GOOD)
    for style in ("github", "text", "json"):
        result = blog.run("check", "--format", style)
        assert result.exit_code == 1
        assert "\n::error file=x" not in result.output
    lines = blog.run("check", "--format", "github").output.splitlines()
    assert all(line.startswith(("::error file=content/", "::warning file=c")) for line in lines)
    assert len(lines) == 4


def test_a_format_that_is_not_known_is_a_usage_error(blog: Blog) -> None:
    assert blog.run("check", "--format", "xml").exit_code == 2


def test_people_yml_that_cannot_be_read_stops_with_its_place(two: Blog) -> None:
    two.write("content/people.yml", "- asha\n")
    result = two.run("check")
    assert result.exit_code == 2
    assert result.output.startswith("Error: content/people.yml:1:1: expected key: value lines")


def test_markers_of_a_conflict_in_a_post_are_errors(two: Blog) -> None:
    two.write("content/site/posts/own.md", b"Words \xff.\n<<<<<<< HEAD\n")
    two.write("content/site/posts/.hidden.txt", "<<<<<<< HEAD\n")

    result = two.run("check", "content/site")

    assert result.exit_code == 1
    assert result.output.startswith("content/site/posts/own.md:2:1: LD041 <<<<<<< HEAD marks")
    assert len(result.output.splitlines()) == 1
