"""The size of what is shown where a page is shared, for pages that bring an image of their own."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.plugins.ldblog")

_REMOTE = re.compile(r"https?://", re.IGNORECASE)


def measure_images(files: Files, config: MkDocsConfig) -> None:
    """Tell each page how wide and high the image in its front matter is; warn of one not there."""
    for page, image in _find_images(files):
        path = Path(config.docs_dir, image.replace("../", "").lstrip("/"))
        try:
            with Image.open(path) as picture:
                page.meta["image_size"] = list(picture.size)
        except UnidentifiedImageError:
            log.debug("%s: of no size that is known", image)
        except OSError:
            log.warning("%s: image: there is no %s", page.file.src_uri, image)


def _find_images(files: Files) -> Iterator[tuple[Page, str]]:
    for file in files.documentation_pages():
        image = str(file.page.meta.get("image") or "") if file.page is not None else ""
        if file.page is not None and image and not _REMOTE.match(image):
            yield file.page, image
