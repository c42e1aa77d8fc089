"""Pages that are not rendered again, because nothing that reaches them changed.

A template looks whether the same came out of the same before. What it gives is the text before
other hooks had it, so that those which read files, as ours for the sizes of pictures do, see it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from jinja2 import Template

from ldblog.site.page_keys import UnknownKindError, digest_context, tell_plain
from ldblog.site.unchanged import has_known_inputs

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig

    from ldblog.site.kept import Kept


def keep_pages(env: Environment, config: MkDocsConfig, kept: Kept, settings: str) -> str | None:
    """Let the templates of an environment keep what pages become.

    ``settings`` is a digest of the configuration and the templates. Returns the key of what all
    pages hang on; None where nothing is kept.
    """
    if not has_known_inputs(config):
        return None
    published = dict(cast("dict[str, Any]", env.globals.get("published") or {}))
    home = published.pop("home", None)
    try:
        common, of_home = tell_plain([settings, published]), tell_plain(home)
    except (UnknownKindError, TypeError):
        return None

    class KeptTemplate(Template):
        """A template that renders a page only where it did not before."""

        def render(self, *args: Any, **kwargs: Any) -> str:  # noqa: ANN401
            """Return the text of a page."""
            context = dict(*args, **kwargs)
            page = context.get("page")
            # Only the home page tells what is new on the whole site.
            world = [common, of_home] if page is not None and not page.url else [common]
            digest = digest_context(context, tell_plain([self.name, *world]))
            key = kept.key("text", digest) if digest else ""
            found = kept.get(key) if key else None
            if isinstance(found, str):
                return found
            text = super().render(*args, **kwargs)
            if key:
                kept.put(key, text)
            return text

    env.template_class = KeptTemplate
    return kept.key("world", common)
