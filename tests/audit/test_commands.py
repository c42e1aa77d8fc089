"""``ldblog audit``, the end of a build, and what is remembered between two audits."""

from __future__ import annotations

import io
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ldblog.audit.audit import MAX_FILES, audit_site
from ldblog.audit.picture_words import read_picture
from ldblog.cli import main
from ldblog.errors import LdblogError
from ldblog.site.built_audit import require_private

if TYPE_CHECKING:
    from conftest import Blog

HELD = "The heating in the third meeting room never worked before lunch"


@pytest.fixture
def leaky(blog: Blog, monkeypatch: pytest.MonkeyPatch) -> Blog:
    blog.write_log("2026-11-20/asha.md", f"## Feedback\n\n- {HELD}.\n- Bo was fired today.\n")
    blog.write("site/index.html", f"<p>{HELD}</p>")
    monkeypatch.chdir(blog.root)
    return blog


def test_the_command_ends_with_1_where_it_finds_something_and_changes_nothing(leaky: Blog) -> None:
    done = CliRunner().invoke(main, ["audit", "site"])
    assert done.exit_code == 1
    assert "site/index.html:1:1: LD082" in done.output
    assert "heating" not in done.output
    assert (leaky.root / "site/index.html").exists()


def test_the_command_looks_into_any_folder(
    leaky: Blog, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    (other / "a.txt").write_text(HELD, encoding="utf-8")
    assert CliRunner().invoke(main, ["audit", str(other)]).exit_code == 1
    (other / "a.txt").write_text("nothing of that", encoding="utf-8")
    assert CliRunner().invoke(main, ["audit", str(other)]).exit_code == 0


@pytest.mark.parametrize("name", ["nowhere", "pyproject.toml"])
@pytest.mark.usefixtures("leaky")
def test_what_is_no_folder_is_wrong_usage(name: str) -> None:
    assert CliRunner().invoke(main, ["audit", name]).exit_code == 2


def test_a_site_with_a_leak_is_removed(leaky: Blog) -> None:
    config = SimpleNamespace(site_dir=str(leaky.root / "site"))
    with pytest.raises(LdblogError, match="held 1 thing that may not go out, and was removed"):
        require_private(leaky.project, config, is_preview=False)  # type: ignore[arg-type]
    assert list((leaky.root / "site").iterdir()) == []


def test_a_preview_with_a_leak_stays(leaky: Blog, caplog: pytest.LogCaptureFixture) -> None:
    config = SimpleNamespace(site_dir=str(leaky.root / "site"))
    require_private(leaky.project, config, is_preview=True)  # type: ignore[arg-type]
    assert "LD082" in caplog.text
    assert (leaky.root / "site/index.html").exists()


def test_a_site_that_cannot_be_looked_into_is_removed(leaky: Blog) -> None:
    config = SimpleNamespace(site_dir=str(leaky.root / "site"))
    leaky.write("content/redact.yml", "customers: [")
    with pytest.raises(LdblogError):
        require_private(leaky.project, config, is_preview=False)  # type: ignore[arg-type]
    assert list((leaky.root / "site").iterdir()) == []


@pytest.mark.parametrize("damage", ["{", "[]", '{"2026-11-20": []}', '{"2026-11-20": {"of": "x"}}'])
def test_what_is_remembered_may_be_damaged(leaky: Blog, damage: str) -> None:
    site = leaky.root / "site"
    first = audit_site(leaky.project, site)
    path = leaky.project.cache / "audit.json"
    whole = path.read_text("utf-8")
    path.write_text(damage, encoding="utf-8")
    assert audit_site(leaky.project, site) == first != []
    assert path.read_text("utf-8") == whole


def test_what_is_remembered_serves_until_a_log_changes(leaky: Blog) -> None:
    site, path = leaky.root / "site", leaky.project.cache / "audit.json"
    audit_site(leaky.project, site)
    known = json.loads(path.read_text("utf-8"))
    known["2026-11-20"] |= {"runs": "", "short": []}
    path.write_text(json.dumps(known), encoding="utf-8")
    assert audit_site(leaky.project, site) == []
    leaky.write_log("2026-11-20/asha.md", f"## Feedback\n\n- {HELD}!\n")
    assert len(audit_site(leaky.project, site)) == 1


def test_each_file_with_a_leak_is_named(leaky: Blog) -> None:
    leaky.write("site/other/index.html", f"<p>{HELD}</p>")
    paths = [one.path for one in audit_site(leaky.project, leaky.root / "site")]
    assert paths == ["site/index.html", "site/other/index.html"]
    for number in range(MAX_FILES):
        leaky.write(f"site/{number:02}.html", f"<p>{HELD}</p>")
    found = audit_site(leaky.project, leaky.root / "site")
    assert len(found) == MAX_FILES
    assert sum("; and 2 more files" in one.message for one in found) == 1


def test_a_short_sentence_that_only_a_post_says_is_a_leak(leaky: Blog) -> None:
    leaky.write("site/index.html", "<p>Bo was fired today.</p>")
    leaky.write("content/site/posts/2026-11-20.md", "---\ntitle: A\n---\nBo was fired today.\n")
    assert len(audit_site(leaky.project, leaky.root / "site")) == 1
    leaky.write("content/site/about.md", "Bo was fired today.\n")
    assert audit_site(leaky.project, leaky.root / "site") == []


def test_what_every_site_says_is_no_leak(leaky: Blog) -> None:
    leaky.write_log("2026-11-20/asha.md", "## Next\n\n- Table of contents\n- Skip to content\n")
    leaky.write("site/index.html", "<p>Table of contents</p><a>Skip to content</a>")
    assert audit_site(leaky.project, leaky.root / "site") == []


@pytest.mark.parametrize(
    "words",
    [
        "see ../logs/2026-11-20/asha.md",
        "see ../../base/2026-11-20.md",
        "see logs/2026-11-20/asha.md",
        "see logs/2026-11-20.md",
    ],
)
def test_a_path_into_an_internal_folder_is_found_from_anywhere(leaky: Blog, words: str) -> None:
    leaky.write("site/index.html", f"<p>{words}</p>")
    [found] = audit_site(leaky.project, leaky.root / "site")
    assert "LD085" in found.code


@pytest.mark.parametrize("value", ["email: bo@corp.example", "slack: U024BE7LHX"])
def test_what_ldblog_does_not_know_of_a_person_is_looked_for(leaky: Blog, value: str) -> None:
    leaky.write("content/people.yml", f"zed:\n  name: Zed Young\n  {value}\nodd: 1\n")
    leaky.write("site/index.html", f"<p>{value.split(': ')[1]}</p>")
    [found] = audit_site(leaky.project, leaky.root / "site")
    assert "people.yml:3" in found.message


def test_words_in_utf_16_are_read(leaky: Blog) -> None:
    leaky.write("site/index.html", HELD.encode("utf-16"))
    assert len(audit_site(leaky.project, leaky.root / "site")) == 1


def test_a_link_joins_up_with_no_word_beside_it_in_a_feed(leaky: Blog) -> None:
    address = "https://example.com/a/benchmarks/pull/86"
    leaky.write_log("2026-11-20/asha.md", f"## Next\n\n- Finish [86]({address})\n")
    leaky.write("site/index.html", f"&lt;a href=&quot;{address}86&quot;&gt;{address}&lt;/a&gt;")
    leaky.write("content/site/about.md", f"See {address}\n")
    assert audit_site(leaky.project, leaky.root / "site") == []


def test_a_png_says_something_behind_its_pixels() -> None:
    made, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", HELD, zip=True)
    Image.new("RGB", (2, 2)).save(made, "PNG", pnginfo=info)
    raw = made.getvalue()
    start = raw.index(b"zTXt") - 4
    end = start + 12 + int.from_bytes(raw[start : start + 4], "big")
    moved = raw[:start] + raw[end:-12] + raw[start:end] + raw[-12:]
    assert any(HELD in it for it in read_picture(moved))
    assert any(HELD in it for it in read_picture(raw))


@pytest.mark.parametrize("raw", [b"\x89PNG tEXt broken", b"\xff\xd8\xff broken", b"BM"])
def test_a_broken_picture_is_read_as_far_as_it_goes(raw: bytes) -> None:
    assert [*read_picture(raw)]
