"""The theme is found where ldblog is installed, under what a blog has of its own."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from ldblog.config import Config, Project
from ldblog.errors import LdblogError
from ldblog.packed import find_packed, find_theme
from ldblog.site.theme import add_theme, merge_themes

if TYPE_CHECKING:
    from conftest import Blog


def config_of(name: str | None, custom: str | None, *dirs: str) -> Any:  # noqa: ANN401 - half a config
    theme = SimpleNamespace(name=name, custom_dir=custom, dirs=[*dirs])
    return SimpleNamespace(theme=theme)


@pytest.mark.parametrize(
    ("custom", "dirs", "found"),
    [
        ("theme", ["own", "material"], ["own", "OURS", "material"]),
        (None, ["material"], ["OURS", "material"]),
    ],
)
def test_ours_is_over_materials_and_under_the_blogs_own(
    blog: Blog, custom: str | None, dirs: list[str], found: list[str]
) -> None:
    config = config_of("material", custom, *dirs)
    add_theme(blog.project, config)
    assert config.theme.dirs == [str(find_theme()) if it == "OURS" else it for it in found]


def test_another_base_is_left_alone(blog: Blog) -> None:
    config = config_of(None, None, "own")
    add_theme(blog.project, config)
    assert config.theme.dirs == ["own"]


def test_in_our_own_repository_the_two_are_one() -> None:
    project = Project(find_packed(), Config())
    config = config_of("material", "theme", "theme", "material")
    add_theme(project, config)
    assert config.theme.dirs == ["theme", "material"]
    assert merge_themes(project, find_packed() / "nowhere") == find_theme()


def test_an_engine_that_knows_one_folder_gets_both_in_one(blog: Blog) -> None:
    folder = blog.root / "merged"
    assert merge_themes(blog.project, folder) == find_theme()
    blog.write("theme/README.md", "about")
    blog.write("theme/partials/footer.html", "mine")
    blog.write("merged/old.html", "of an older build")

    assert merge_themes(blog.project, folder) == folder

    assert blog.read("merged/partials/footer.html") == "mine"
    assert (folder / "main.html").read_bytes() == (find_theme() / "main.html").read_bytes()
    assert not (folder / "README.md").exists()
    assert not (folder / "old.html").exists()


def test_a_disk_that_refuses_is_told(blog: Blog) -> None:
    blog.write("theme/README.md", "about")
    blog.write("merged", "a file")
    with pytest.raises(LdblogError, match="merged: cannot be written"):
        merge_themes(blog.project, blog.root / "merged")
