"""Images of pages' own: their size is told, and one that is not there is, too."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from conftest import PNG

from ldblog.site.shared_images import measure_images

if TYPE_CHECKING:
    from pathlib import Path


def measure(folder: Path, image: object) -> Any:  # noqa: ANN401 - stands for MkDocs' page
    page = SimpleNamespace(meta={"image": image}, file=SimpleNamespace(src_uri="posts/a.md"))
    found: Any = SimpleNamespace(
        documentation_pages=lambda: [SimpleNamespace(page=page), SimpleNamespace(page=None)]
    )
    config: Any = SimpleNamespace(docs_dir=str(folder))
    measure_images(found, config)
    return page.meta


@pytest.mark.parametrize("image", ["assets/a.png", "/assets/a.png", "../assets/a.png"])
def test_an_image_is_measured_however_it_is_written(tmp_path: Path, image: str) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.png").write_bytes(PNG)

    assert measure(tmp_path, image)["image_size"] == [1, 1]


@pytest.mark.parametrize("image", [None, "", "https://example.com/a.png"])
def test_what_is_not_here_is_not_measured(tmp_path: Path, image: object) -> None:
    assert measure(tmp_path, image) == {"image": image}


def test_a_drawing_has_no_size(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "a.svg").write_text("<svg/>", encoding="utf-8")

    assert "image_size" not in measure(tmp_path, "a.svg")
    assert caplog.messages == []


def test_an_image_that_is_not_there_is_told(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "mkdocs.plugins.ldblog"):
        measure(tmp_path, "assets/b.png")

    assert caplog.messages == ["posts/a.md: image: there is no assets/b.png"]
