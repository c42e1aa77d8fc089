"""What programs read: ``llms.txt``, and each post as Markdown, next to its page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ldblog.generated import GENERATED
from ldblog.pages.elsewhere import readable, without_more
from ldblog.pages.plain_markdown import to_markdown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ldblog.pages.blog import Blog
    from ldblog.pages.published import PublishedPost
    from ldblog.pages.whole_addresses import Addresses

# Both engines make pages of whatever is called Markdown, and publish what is called text as it is.
_NAME = "index.txt"


def plain_path(address: str) -> str:
    """Return where a post's Markdown is, below the folder of the site."""
    return f"{address}/{_NAME}"


def render_plain(post: PublishedPost, addresses: Addresses) -> str:
    """Return a post as Markdown that can be read away from the site."""
    known = {
        "title": readable(post.title),
        "url": addresses.page(post.address),
        "description": readable(post.description),
        "date": f"{post.created.date()}",
        "updated": f"{post.updated.date()}" if post.updated else "",
        "authors": [readable(person.name) for person in post.authors],
        "topics": list(map(readable, post.topics)),
        "tags": list(map(readable, post.tags)),
    }

    def render() -> str:
        head = "".join(f"{key}: {_yaml(value)}\n" for key, value in known.items() if value)
        body = to_markdown(without_more(post.body), post.path, addresses)
        title = "" if body.startswith("# ") else f"# {post.title}\n\n"
        return readable(f"---\n# {GENERATED}\n{head}---\n\n{title}{body}")

    return addresses.recall("text", (post.path, post.title, repr(known), post.body), render)


def render_llms(blog: Blog, posts: Sequence[PublishedPost], addresses: Addresses) -> str:
    """Return ``llms.txt`` (llmstxt.org): what the blog is, and where its posts are as Markdown."""
    head = [f"# {_line(blog.name)}"]
    head += [f"> {_line(blog.description)}"] if blog.description else []
    head.append(f"<!-- {GENERATED} -->")
    sections = {
        "Sessions": [post for post in posts if post.is_session],
        "Articles and other posts": [post for post in posts if not post.is_session],
    }
    lists = [
        f"## {name}\n\n" + "\n".join(_row(post, addresses) for post in found)
        for name, found in sections.items()
        if found
    ]
    feeds = (
        f"## Optional\n\n- [Feed]({addresses.file('feed.json')}): the newest posts whole, as JSON"
    )
    return "\n\n".join([*head, *lists, feeds]) + "\n"


def render_robots(addresses: Addresses) -> str:
    """Return ``robots.txt``: everybody may read everything, and where the list of pages is."""
    return f"# {GENERATED}\nUser-agent: *\nAllow: /\n\nSitemap: {addresses.file('sitemap.xml')}\n"


def _yaml(value: object) -> str:
    """Return a value as JSON, which YAML reads, and which is made a hundred times as fast."""
    return json.dumps(value, ensure_ascii=False)


def _row(post: PublishedPost, addresses: Addresses) -> str:
    name = _line(post.title).replace("[", "\\[").replace("]", "\\]")
    row = f"- [{name}]({addresses.file(plain_path(post.address))})"
    return f"{row}: {_line(post.description)}" if post.description else row


def _line(text: str) -> str:
    return " ".join(readable(text).split())
