"""MkDocs is run with the settings that ldblog promises; whole builds are in test_commands_build."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from ldblog.errors import LdblogError
from ldblog.site.mkdocs_run import DRAFTS_VARIABLE, NOTICE_SWITCH, run_mkdocs

if TYPE_CHECKING:
    from conftest import Blog


@pytest.mark.parametrize("drafts", [False, True])
def test_drafts_and_the_notice_are_set_before_mkdocs_starts(
    blog: Blog, monkeypatch: pytest.MonkeyPatch, drafts: bool
) -> None:
    monkeypatch.setenv(DRAFTS_VARIABLE, "whatever")
    monkeypatch.setenv(NOTICE_SWITCH, "")
    blog.write(
        "mkdocs.yml",
        "site_name: x\nextra: {drafts: !ENV LDBLOG_DRAFTS}\n"
        "theme: {name: null, custom_dir: theme}\n"
        "docs_dir: content/site\nplugins: []\n",
    )
    blog.write("theme/main.html", "<title>{{ config.extra.drafts }}</title>")
    blog.write("content/site/index.md", "# Hello\n")

    run_mkdocs(blog.project, ["build", "--quiet"], drafts=drafts)

    assert blog.read("site/index.html") == f"<title>{drafts}</title>"
    assert os.environ[NOTICE_SWITCH] == "true"


def test_without_a_configuration_it_says_what_is_missing(blog: Blog) -> None:
    with pytest.raises(LdblogError, match=r"mkdocs\.yml: not there"):
        run_mkdocs(blog.project, ["build"])
