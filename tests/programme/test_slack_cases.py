"""Every construct of Slack's documentation, to Markdown and through the site.

A case is a file below ``tests/cases/slack``: what a message holds (its text, or its blocks as
JSON), the log that it becomes, and what stands in the page that is made of it. After a wanted
change, ``LDBLOG_REWRITE=1 pytest tests/programme/test_slack_cases.py`` writes them anew; look at
the difference before committing it.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from readers import read_as_mkdocs
from slack_samples import DAY, import_slack, message

if TYPE_CHECKING:
    from conftest import Blog

CASES = sorted((Path(__file__).parents[1] / "cases" / "slack").glob("*.md"))


def page_of(blog: Blog) -> str:
    """Return the HTML of the log as an article, which has all that may be published."""
    log = f"content/logs/{DAY}/asha.md"
    blog.write(log, f"---\nform: post\ntitle: Leases\n---\n{blog.read(log)}".encode())
    assert blog.run("condense").exit_code == 0
    body = blog.read(f"content/site/posts/{DAY}-asha.md").split("\n---\n", 1)[1]
    html = re.sub(r"<p><em>Written by .*?</p>", "", read_as_mkdocs(body), flags=re.S)
    return re.sub(r"<a class=\"headerlink\".*?</a>|<!-- more -->|^\n", "", html, flags=re.M).strip()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_message_becomes_the_expected_log_and_page(path: Path, blog: Blog) -> None:
    about, given, log, page = re.split(
        r"^=== (?:slack|log|page)\n", path.read_text("utf-8"), flags=re.M
    )
    blog.write("pyproject.toml", blog.read("pyproject.toml") + "words_per_log = 9999\n")
    given = given.removesuffix("\n")
    blocks = json.loads(given) if given.startswith("[") else []
    result = import_slack(blog, message("" if blocks else given, blocks=blocks))
    assert result.exit_code == 0, result.output
    found = blog.read(f"content/logs/{DAY}/asha.md")
    shown = page_of(blog) + "\n"
    if os.environ.get("LDBLOG_REWRITE"):  # pragma: no cover
        text = f"{about}=== slack\n{given}\n=== log\n{found}=== page\n{shown}"
        path.write_text(text, encoding="utf-8")
        return
    assert (found, shown) == (log, page)
    # Nothing that anybody said is lost on the way, nor what is not to be said told.
    assert about.strip()
    assert "Acme" not in shown
    assert "Farrowdeep" not in shown
