"""The plugin: a preview condenses what changed, a build never does."""

from __future__ import annotations

import logging
import os
from typing import TYPE_CHECKING, Any

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.theme import Theme
from tokens import make_token

from ldblog.plugin import LdblogPlugin
from ldblog.site.preview import condense_changed
from ldblog.site.quick_preview import QuickPreview
from ldblog.site.watching import Watching
from ldblog.writing.lock import locked

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

POST = "content/site/posts/2026-11-20.md"
LOG = "- {} matters, because without it two nodes split the vote for ever.\n"


def config_of(blog: Blog) -> MkDocsConfig:
    config = MkDocsConfig(config_file_path=str(blog.root / "mkdocs.yml"))
    config.theme = Theme("mkdocs")
    return config


class Watcher:
    """Stands for MkDocs' server, which is tried for real in test_commands_serve."""

    def __init__(self, *watched: str) -> None:
        self.watched = [*watched]
        self.builder = self.observer = None

    def watch(self, path: str) -> None:
        self.watched.append(path)

    def unwatch(self, path: str) -> None:
        if path not in self.watched:
            raise KeyError(path)
        self.watched.remove(path)


@pytest.mark.parametrize(("command", "condenses"), [("serve", True), ("build", False)])
def test_only_a_preview_condenses(blog: Blog, command: Any, condenses: bool) -> None:  # noqa: ANN401
    blog.write_log("2026-11-20/asha.md", LOG.format("It"))
    plugin = LdblogPlugin()
    plugin.on_startup(command=command, dirty=False)

    plugin.on_config(config_of(blog))

    assert (blog.root / POST).exists() == condenses
    assert (blog.root / "content/site/.authors.yml").exists() == condenses


def test_a_preview_watches_the_logs_and_the_people(blog: Blog) -> None:
    config = config_of(blog)
    server: Any = Watcher(config.docs_dir)

    LdblogPlugin().on_serve(server, config=config, builder=None)

    assert {*server.watched} == {
        config.docs_dir,
        str(blog.root / "content/logs"),
        str(blog.root / "content/people.yml"),
        str(blog.root / ".cache/ldblog/preview"),
    }
    assert isinstance(server.builder, QuickPreview)
    assert isinstance(server.observer, Watching)


def test_a_preview_without_a_people_yml_watches_the_logs(blog: Blog) -> None:
    (blog.root / "content/people.yml").unlink()
    server: Any = Watcher()

    LdblogPlugin().on_serve(server, config=config_of(blog), builder=None)

    assert str(blog.root / "content/logs") in server.watched
    assert str(blog.root / "content/people.yml") not in server.watched


def test_a_preview_with_other_inner_names_is_built_whole_each_time(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldblog.site.engine.is_known", lambda: False)
    server: Any = Watcher()

    LdblogPlugin().on_serve(server, config=config_of(blog), builder=None)

    assert server.builder is server.observer is None


def test_only_sessions_that_changed_are_condensed(blog: Blog) -> None:
    blog.write_log("2026-11-20/asha.md", LOG.format("It"))
    blog.write_log("2026-11-06/asha.md", LOG.format("It"))
    condense_changed(blog.project)
    condense_changed(blog.project)
    old = (blog.root / "content/site/posts/2026-11-06.md").stat().st_mtime_ns
    blog.write_log("2026-11-20/asha.md", LOG.format("A budget"))

    condense_changed(blog.project)

    assert "A budget matters" in blog.read(POST)
    assert (blog.root / "content/site/posts/2026-11-06.md").stat().st_mtime_ns == old
    assert blog.run("condense", "--all").output == "2 sessions are up to date\n"


def test_what_is_wrong_is_logged_each_time_and_not_forgotten_by_condense(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    blog.write_log("2026-11-20/asha.md", "---\nshare: perhaps\n---\nWords.\n")

    for _ in range(2):
        caplog.clear()
        with caplog.at_level(logging.WARNING, "mkdocs.plugins.ldblog"):
            condense_changed(blog.project)
        (message,) = caplog.messages
        assert message.startswith("content/logs/2026-11-20/asha.md:2: share: expected one of")
    assert blog.run("condense").exit_code == 1


def test_what_would_stop_a_command_does_not_stop_a_preview(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    blog.write_log("2026-11-20/asha.md", LOG.format("It"))
    blog.write("content/people.yml", "- no mapping\n")

    with caplog.at_level(logging.WARNING, "mkdocs.plugins.ldblog"):
        condense_changed(blog.project)

    assert ["people.yml" in message for message in caplog.messages] == [True]
    assert not (blog.root / POST).exists()


def test_a_preview_waits_for_a_run_that_writes(
    blog: Blog, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ldblog.writing.lock.LOCK_SECONDS", 0.1)
    monkeypatch.setattr("ldblog.writing.lock.TELL_SECONDS", 0.1)
    blog.write_log("2026-11-20/asha.md", LOG.format("It"))
    with (
        caplog.at_level(logging.INFO, "mkdocs.plugins.ldblog"),
        locked(blog.project.cache, pytest.fail),
    ):
        condense_changed(blog.project)

    assert f"waiting for another ldblog (process {os.getpid()}, " in caplog.text
    assert "is still writing: wait for it, or stop it" in caplog.text
    assert not (blog.root / POST).exists()


def test_a_wrong_option_stops_a_preview_without_a_traceback(blog: Blog) -> None:
    blog.write("pyproject.toml", "[tool.ldblog]\ntime_zome = 'UTC'\n")
    plugin = LdblogPlugin()
    plugin.on_startup(command="serve", dirty=False)

    with pytest.raises(PluginError, match=r"tool\.ldblog\.time_zome is unknown"):
        plugin.on_config(config_of(blog))


def test_a_file_where_a_folder_should_be_does_not_stop_a_preview(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    blog.write_log("2026-11-20/asha.md", LOG.format("It"))
    blog.write("content/site/posts", "")

    with caplog.at_level(logging.WARNING, "mkdocs.plugins.ldblog"):
        condense_changed(blog.project)

    assert "content/site/posts: cannot be listed" in caplog.text


def test_a_session_whose_folder_is_gone_loses_its_post_in_a_preview(blog: Blog) -> None:
    log = blog.write_log("2026-11-20/asha.md", LOG.format("It"))
    condense_changed(blog.project)
    log.unlink()
    log.parent.rmdir()

    condense_changed(blog.project)

    assert not (blog.root / POST).exists()


def test_a_preview_without_any_logs_leaves_all_posts_as_they_are(blog: Blog) -> None:
    log = blog.write_log("2026-11-20/asha.md", LOG.format("It"))
    condense_changed(blog.project)
    log.unlink()
    log.parent.rmdir()
    log.parent.parent.rmdir()

    condense_changed(blog.project)

    assert (blog.root / POST).exists()


def pages_of(blog: Blog, **texts: str | bytes) -> Files:
    """Write some pages; return them as MkDocs sees them, those named ``held`` left out."""
    found = []
    for name, text in texts.items():
        path = blog.write(f"content/site/{name}.md", text)
        docs = str(path.parent)
        left_out = InclusionLevel.EXCLUDED if name == "held" else InclusionLevel.INCLUDED
        found.append(File(f"{name}.md", docs, "site", use_directory_urls=True, inclusion=left_out))
    return Files(found)


def check(blog: Blog, files: Files) -> None:
    plugin, config = LdblogPlugin(), config_of(blog)
    plugin.on_files(files, config=config)
    plugin.on_nav(Navigation([], []), config=config, files=files)


def test_a_page_may_link_to_others_and_to_itself(blog: Blog) -> None:
    check(blog, pages_of(blog, a="[b](b.md) [a](a.md)", b="held.md", held="[a](a.md)"))


def test_two_pages_with_one_address_stop_a_build(blog: Blog) -> None:
    files = pages_of(blog, a="", b="")
    for file in files:
        file.url = "x/"

    with pytest.raises(
        PluginError, match=r"site/a\.md and content/site/b\.md have one address, x/"
    ):
        check(blog, files)


def test_a_link_to_a_draft_stops_a_build(blog: Blog) -> None:
    files = pages_of(blog, a="\n[x](held.md)", held="")

    with pytest.raises(
        PluginError, match=r"^content/site/a\.md:2: a link to a draft, content/site/h"
    ):
        check(blog, files)


def test_a_page_that_holds_what_is_listed_stops_a_build(blog: Blog) -> None:
    blog.write("content/redact.yml", "customers: {Zorblax: a client}\n")
    check(blog, pages_of(blog, a="", held="Zorblax"))
    with pytest.raises(
        PluginError, match=r"^content/site/a\.md:2:1: LD061 .* content/redact\.yml:1"
    ):
        check(blog, pages_of(blog, a="\nZorblax"))
    with pytest.raises(PluginError, match=r"^content/site/a\.md:1:1: LD061 .* people\.yml"):
        check(blog, pages_of(blog, a="@jun"))
    blog.write("content/redact.yml", "customers: {Zorblax: [x]}\n")
    with pytest.raises(PluginError, match=r"^content/redact\.yml:1:13: LD060"):
        check(blog, pages_of(blog, a=""))


def test_a_page_that_cannot_be_read_stops_a_build_with_its_name(blog: Blog) -> None:
    with pytest.raises(PluginError, match=r"content/site/a\.md: not UTF-8"):
        check(blog, pages_of(blog, a=b"\xff"))
    with pytest.raises(PluginError, match=r"^content/site/a\.md: "):
        check(blog, pages_of(blog, a=f"{'> ' * 600}[x](held.md)\n", held=""))


def test_a_page_with_a_secret_stops_a_build_and_is_not_quoted(blog: Blog) -> None:
    token = make_token("ghp_")
    with pytest.raises(PluginError, match=r"^content/site/a\.md:2:5: LD070 a secret") as caught:
        check(blog, pages_of(blog, a=f"x\nthe {token}\n"))
    assert token[4:] not in str(caught.value)
    blog.write("pyproject.toml", "[tool.ldblog.secret_patterns]\nbadge = 'BN-(?=x)'\n")
    with pytest.raises(PluginError, match=r"secret_patterns\.badge cannot be used"):
        check(blog, pages_of(blog, a="x"))


def test_a_page_that_another_plugin_made_elsewhere_is_passed_over(
    blog: Blog, tmp_path: Path
) -> None:
    made = File("made.md", str(tmp_path / "elsewhere"), "site", use_directory_urls=True)

    check(blog, Files([made]))


def test_a_preview_never_takes_an_editors_words_along_with_a_log_that_is_being_written(
    blog: Blog, caplog: pytest.LogCaptureFixture
) -> None:
    blog.write_log("2026-11-20/asha.md", LOG.format("Jitter"))
    blog.write_log(
        "2026-11-20/bo.md", "- Quotas help, because a server then answers the rest in time.\n"
    )
    condense_changed(blog.project)
    edited = blog.read(POST).replace("- Jitter matters", "- Jitter counts")
    assert "- Jitter counts" in edited
    blog.write(POST, edited.encode())
    blog.write_log("2026-11-20/asha.md", f"---\nshare: [\n---\n{LOG.format('It')}")

    with caplog.at_level(logging.WARNING, logger="mkdocs"):
        condense_changed(blog.project)

    assert blog.read(POST) == edited
    assert f"{POST}: somebody withdrew what was edited here" in caplog.text
    blog.write_log("2026-11-20/asha.md", LOG.format("Jitter"))
    condense_changed(blog.project)
    assert blog.read(POST) == edited


def test_a_page_with_markers_of_a_conflict_stops_the_build_with_the_place(blog: Blog) -> None:
    text = "Words.\r\n<<<<<<< post\r\na\r\n=======\r\nb\r\n>>>>>>> logs\r\n"
    blog.write("content/site/posts/own.md", text.encode())
    site = blog.root / "content/site"
    files = Files([File("posts/own.md", str(site), str(blog.root / "site"), True)])

    with pytest.raises(PluginError, match=r"content/site/posts/own\.md:2:1: LD041 <<<<<<< post"):
        LdblogPlugin().on_files(files, config=config_of(blog))

    blog.write("content/site/posts/own.md", "```\n<<<<<<< HEAD\n```\nTitle\n=======\n")
    LdblogPlugin().on_files(files, config=config_of(blog))
