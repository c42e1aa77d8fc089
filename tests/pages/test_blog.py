"""What the rest needs to know of a blog, from MkDocs' configuration."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.theme import Theme

from ldblog.pages.blog import Blog, blog_of


def config_of(theme: Theme, **values: object) -> MkDocsConfig:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Lanternworks", **values})
    config.theme = theme
    return config


def test_a_blog_says_what_it_is_and_where_it_will_live() -> None:
    config = config_of(
        Theme("mkdocs", language="de"),
        site_url="https://example.com/",
        site_description="What we learned.",
        markdown_extensions=["tables"],
    )
    config.mdx_configs = {"tables": {"use_align_attribute": True}}

    assert blog_of(config) == Blog(
        "Lanternworks",
        "https://example.com/",
        "What we learned.",
        "de",
        ("tables",),
        {"tables": {"use_align_attribute": True}},
    )


def test_what_is_not_said_is_empty_and_a_theme_of_no_language_is_english() -> None:
    assert blog_of(config_of(Theme("mkdocs"), mdx_configs={})) == Blog("Lanternworks")
