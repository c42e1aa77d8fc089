"""Importing: one log a person, added once, and never over a person's edit."""

from __future__ import annotations

import io
import json
import zipfile
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_samples import BO, DAY, JUN, PEOPLE, at, import_slack, message, write_export

from ldblog.errors import LdblogError
from ldblog.programme import slack_export
from ldblog.programme.geekbot import make_heading, parse_reports
from ldblog.programme.imported import Piece, digest, merge_pieces, read_memory, render_memory
from ldblog.programme.slack_days import select_messages
from ldblog.programme.slack_export import open_export, read_messages
from ldblog.programme.slack_markdown import render_message
from ldblog.programme.slack_names import Names, emoji
from ldblog.text.markdown import parse, plain_text, walk

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Blog

LOG = f"content/logs/{DAY}/asha.md"


def test_each_person_gets_a_log_and_who_is_not_known_is_told(blog: Blog) -> None:
    result = import_slack(
        blog,
        message("Leases expire."),
        message("Locks do not.", BO, 1),
        message("I say nothing here.", "U0GONE111", 2),
        message("Build 7 passed.", "U0BOT1111", 3),
        message("joined", BO, 4, subtype="channel_join"),
        message("", BO, 5),
        {"type": "message", "subtype": "bot_message", "bot_id": "B1", "text": "x", "ts": at(6)},
        {"type": "message", "user": BO, "text": "no time", "ts": "soon"},
    )
    assert result.exit_code == 0
    assert blog.read(LOG) == "Leases expire.\n"
    assert blog.read(f"content/logs/{DAY}/bo.md") == "Locks do not.\n"
    assert "content/logs/2026-11-20/asha.md: 1 new" in result.output
    assert "left out: 1 by U0GONE111 (Zoe Quill), whom people.yml does not know" in result.output
    assert "passed over: 2 by an app" in result.output
    assert "passed over: 1 Slack's own" in result.output
    names = [path.name for path in (blog.root / f"content/logs/{DAY}").iterdir()]
    assert sorted(names) == ["asha.md", "bo.md"]


def test_half_of_an_emoji_is_no_reason_to_stop(blog: Blog) -> None:
    import_slack(blog, message("Leases \ud83d expire \U0001f389."))
    assert blog.read(LOG) == "Leases ? expire 🎉.\n"


def test_two_people_with_one_account_stop_the_import(blog: Blog) -> None:
    export = write_export(blog.root.parent / "export", message("x"))
    blog.write("content/people.yml", PEOPLE.replace(BO, "U0ASHA111"))
    result = blog.run("import", "slack", str(export), DAY, "--channel", "learning")
    assert result.exit_code == 2
    assert "asha and bo both have slack: U0ASHA111" in result.output


def test_a_thread_stays_together_and_belongs_to_the_day_it_began_on(blog: Blog) -> None:
    late = 24 * 60
    result = import_slack(
        blog,
        message("Leases expire.", minute=0, thread_ts=at(0)),
        message("Locks do not.", minute=1),
        message("Why?", BO, 2, thread_ts=at(0)),
        message("On their own.", minute=3, thread_ts=at(0)),
        message("The next morning.", minute=late, thread_ts=at(0), subtype="thread_broadcast"),
        message("Another day.", minute=late),
        message("An older thread.", BO, 4, thread_ts=at(-late)),
    )
    assert blog.read(LOG) == (
        "Leases expire.\n\nOn their own.\n\nThe next morning.\n\nLocks do not.\n"
    )
    assert blog.read(f"content/logs/{DAY}/bo.md") == "<!-- slack: answers asha -->\n\nWhy?\n"
    assert "passed over: 1 in a thread of another day" in result.output


def test_days_are_those_of_the_blogs_time_zone() -> None:
    late = message("Late.", minute=14 * 60 + 59)
    later = message("Later.", minute=15 * 60)
    day = date(2026, 11, 20)
    assert len(select_messages([late, later], day, "Europe/Berlin", frozenset()).messages) == 1
    assert len(select_messages([late, later], day, "America/New_York", frozenset()).messages) == 2


def test_the_day_is_that_of_the_schedule_where_it_has_a_time_zone_of_its_own(blog: Blog) -> None:
    schedule = '[tool.ldblog.schedule]\nevery = "week on Friday"\nstarts = 2026-10-09\n'
    zone = 'time_zone = "America/New_York"\n'
    blog.write("pyproject.toml", blog.read("pyproject.toml") + schedule + zone)
    # After midnight in Berlin, and still the day's evening in New York.
    import_slack(blog, message("Late.", minute=15 * 60 + 1))
    assert blog.read(LOG) == "Late.\n"


def test_an_edited_message_is_told_as_it_is_now_and_a_deleted_one_not() -> None:
    before = message("Leases expir.")
    after = message("Leases expire.", edited={"user": "U0ASHA111", "ts": at(5)})
    change = {"type": "message", "subtype": "message_changed", "ts": at(5), "message": after}
    gone = message("x", minute=6, subtype="tombstone")
    for raw in ([before, after], [after, before], [before, change, gone]):
        found = select_messages(raw, date(2026, 11, 20), "Europe/Berlin", frozenset())
        assert [one.raw["text"] for one in found.messages] == ["Leases expire."]


def test_files_are_named_where_nobody_publishes_them(blog: Blog) -> None:
    files = [{"title": "Plan --> B.pdf"}, {"name": "x.png"}, {}, "odd"]
    import_slack(blog, message("See", files=files), message("", minute=1, files=files[1:2]))
    text = blog.read(LOG)
    assert text == (
        "<!-- slack: attached Plan B.pdf -->\n\n<!-- slack: attached x.png -->\n\nSee\n\n"
        "<!-- slack: attached x.png -->\n"
    )
    assert blog.run("check", LOG).exit_code == 0


def test_the_plan_of_the_morning_does_not_hold_back_the_evening(blog: Blog) -> None:
    import_slack(
        blog,
        message("*Plan*\nRead about leases."),
        message("and about locks", minute=5),
        message("&lt;!-- keep --&gt; Leases expire on their own.", minute=400),
        message("*Feedback*\nToo many meetings.", minute=410),
        message("And lunch was late.", minute=600),
    )
    assert blog.run("condense").exit_code == 0
    post = blog.read(f"content/site/posts/{DAY}.md")
    assert "Leases expire on their own" in post
    assert not [word for word in ("Read about", "about locks", "lunch", "meetings") if word in post]
    text = blog.read(LOG)
    assert text.count("## Notes") == 1
    assert text.index("about locks") < text.index("## Notes") < text.index("Leases")


def test_what_is_imported_goes_through_secrets_and_privacy(blog: Blog) -> None:
    token = "ghp_" + "x7Kq2mWz9LpR4tVb8NcY1sHd6FgJ3aQe5UoT"
    import_slack(blog, message(f"The token is {token}"), message("I learned leases.", JUN, 1))
    result = blog.run("condense")
    assert result.exit_code == 1
    assert token not in result.output
    post = blog.read(f"content/site/posts/{DAY}.md")
    assert "Farrowdeep" not in post
    assert token not in post


# --- again, and after people edited -------------------------------------------------------------


def test_importing_twice_changes_nothing(blog: Blog) -> None:
    messages = [message("Leases expire."), message("Leases expire.", minute=1)]
    import_slack(blog, *messages)
    before = {path: path.read_bytes() for path in blog.root.rglob("*.*") if path.is_file()}
    result = import_slack(blog, *messages)
    assert "nothing new" in result.output
    assert before == {path: path.read_bytes() for path in blog.root.rglob("*.*") if path.is_file()}
    assert blog.read(LOG).count("Leases expire.") == 2


def test_what_people_edited_and_took_out_stays_so(blog: Blog) -> None:
    first, second, third = (message(f"Message {n}.", minute=n) for n in range(3))
    import_slack(blog, first, second, third)
    blog.write(LOG, "# My leases\n\nMessage 0, in better words.\n\nMessage 2.\n\nMy own end.\n")
    fourth = message("Message 3.", minute=3)
    early = message("Message between.", minute=1.5)
    result = import_slack(blog, first, second, early, third, fourth)
    assert result.exit_code == 0
    assert blog.read(LOG) == (
        "# My leases\n\nMessage 0, in better words.\n\nMessage between.\n\nMessage 2.\n\n"
        "Message 3.\n\nMy own end.\n"
    )


def test_an_edit_in_slack_replaces_what_nobody_touched_and_else_is_told(blog: Blog) -> None:
    first, second = message("Leases expir."), message("Locks stay.", minute=1)
    import_slack(blog, first, second)
    blog.write(LOG, blog.read(LOG).replace("Locks stay.", "Locks remain."))
    changed = [{**first, "text": "Leases expire."}, {**second, "text": "Locks persist."}]
    result = import_slack(blog, *changed)
    assert result.exit_code == 1
    assert blog.read(LOG) == "Leases expire.\n\nLocks remain.\n"
    assert f"left as it is (slack:C0LEARN11:{at(1)})" in result.output
    assert import_slack(blog, *changed).exit_code == 0


def test_a_log_that_somebody_deleted_comes_back_with_what_is_new_alone(blog: Blog) -> None:
    import_slack(blog, message("Leases expire."))
    (blog.root / LOG).unlink()
    import_slack(blog, message("Leases expire."))
    assert not (blog.root / LOG).exists()
    import_slack(blog, message("Leases expire."), message("Locks.", minute=1))
    assert blog.read(LOG) == "Locks.\n"


def test_a_log_that_was_there_before_keeps_its_words_and_its_lines(blog: Blog) -> None:
    blog.write("content/logs/2026-11-20/asha.md", b"Mine.\r\n\r\n## Feedback\r\n\r\nLate.\r\n")
    import_slack(blog, message("Leases expire."))
    assert (blog.root / LOG).read_bytes() == (
        b"Mine.\r\n\r\n## Feedback\r\n\r\nLate.\r\n\r\n## Notes\r\n\r\nLeases expire.\r\n"
    )


def test_a_run_that_died_before_it_remembered_doubles_nothing(blog: Blog) -> None:
    import_slack(blog, message("Leases expire."), message("Locks.", minute=1))
    before = blog.read(LOG)
    (blog.root / f"content/imports/{DAY}.json").unlink()
    import_slack(blog, message("Leases expire."), message("Locks.", minute=1))
    assert blog.read(LOG) == before


def test_a_log_under_an_alias_is_the_same_persons(blog: Blog) -> None:
    blog.write_log(f"{DAY}/asha-rao.md", "Mine.\n")
    people = PEOPLE.replace("  team: Platform\n", "  team: Platform\n  aliases: [asha-rao]\n")
    export = write_export(blog.root.parent / "export", message("Leases."))
    blog.write("content/people.yml", people)
    assert blog.run("import", "slack", str(export), DAY, "--channel", "#learning").exit_code == 0
    assert blog.read(f"content/logs/{DAY}/asha-rao.md") == "Mine.\n\nLeases.\n"


def test_a_memory_that_cannot_be_read_stops_rather_than_doubles(tmp_path: Path) -> None:
    for text in ("{", "[]", '{"a": 1}', '{"a": {"lines": "x", "sha256": ""}}'):
        (tmp_path / "m.json").write_text(text)
        with pytest.raises(LdblogError, match="restore it from git"):
            read_memory(tmp_path / "m.json")


def test_what_is_remembered_quotes_nothing(blog: Blog) -> None:
    import_slack(blog, message("Leases expire."))
    text = blog.read(f"content/imports/{DAY}.json")
    assert "Leases" not in text
    assert render_memory(read_memory(blog.root / f"content/imports/{DAY}.json")) == text
    assert render_memory({}) == "{}\n"


WORDS = st.sampled_from(
    ["Leases expire.", "Locks.", "Locks.\n\nLeases.", "```\nx\n```", "- a\n- b"]
)
PIECES = st.lists(WORDS, max_size=6).map(
    lambda texts: [Piece(f"n{at}", "asha", text) for at, text in enumerate(texts)]
)


@given(PIECES, st.one_of(st.none(), st.sampled_from(["Mine.\n", "Mine.", "", "\n\n"])))
def test_a_second_import_is_never_seen_and_the_first_loses_nothing(
    pieces: list[Piece], text: str | None
) -> None:
    first = merge_pieces(text, pieces, {})
    for piece in pieces:
        assert piece.text in first.text
    assert (text or "").strip() in first.text
    memory = {piece.name: digest(piece.text) for piece in pieces}
    again = merge_pieces(first.text, pieces, memory)
    assert (again.text, again.added, again.changed, again.edited) == (first.text, 0, 0, [])


@given(PIECES, st.data())
def test_in_two_imports_comes_the_same_as_in_one(pieces: list[Piece], data: st.DataObject) -> None:
    pieces = [Piece(it.name, "asha", f"{it.text}\n\nof {it.name}") for it in pieces]
    early = data.draw(st.lists(st.sampled_from(pieces), unique=True) if pieces else st.just([]))
    early.sort(key=lambda it: it.name)
    text = merge_pieces(None, early, {}).text
    memory = {piece.name: digest(piece.text) for piece in early}
    late = merge_pieces(text, pieces, memory)
    assert late.text == merge_pieces(None, pieces, {}).text
    assert late.edited == []


@given(PIECES, st.text(alphabet="ab \n", max_size=30))
def test_no_line_that_a_person_wrote_is_ever_lost(pieces: list[Piece], own: str) -> None:
    merged = merge_pieces(f"{own}\n", pieces, {piece.name: digest("other") for piece in pieces[:2]})
    assert [it for it in own.split("\n") if it.strip()] == [
        it for it in merged.text.split("\n") if it.strip() and set(it) <= set("ab ")
    ]


# --- any message -----------------------------------------------------------------------------

MARKUP = st.text(
    alphabet=st.sampled_from("ab *_~`<>@#!|:&;\n-•1.[]()$\\^é\u05d0\ue000"), max_size=120
)


@given(MARKUP)
def test_any_text_keeps_its_words_in_their_order(text: str) -> None:
    found = render_message({"text": text}, Names())
    read = "".join(plain_text(one) for one in walk(parse(found)) if not one.children)
    letters = [mark for mark in text if mark in "é\u05d0"]
    kept = [mark for mark in read if mark in "é\u05d0"]
    # A link's address and the name of an emoji are not shown; nothing is shown that was not there.
    assert len(kept) <= len(letters)
    if not set(text) & set("<>:"):
        assert kept == letters


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["type", "elements", "text", "style", "url", "rows", "timestamp", "format"])
        | st.text(max_size=3), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip
RICH = ["rich_text", *(f"rich_text_{it}" for it in ("section", "list", "quote", "preformatted"))]
INLINE = ["text", "link", "emoji", "date"]
KINDS = st.sampled_from(
    [*RICH, *INLINE, "section", "header", "context", "image", "table", "markdown"]
)
PARTS = {"text": JSON, "elements": JSON, "rows": JSON, "title": JSON, "fields": JSON}
BLOCKS = st.lists(st.fixed_dictionaries({"type": KINDS}, optional=PARTS), max_size=3)


@given(BLOCKS)
def test_any_blocks_are_read(blocks: list[Any]) -> None:
    parse(render_message({"blocks": blocks, "text": "x"}, Names()))


KEYS = st.sampled_from(["ts", "thread_ts", "user", "type", "subtype", "message", "edited", "files"])
VALUES = JSON | st.sampled_from([at(0), "message", "message_changed", BO])


@given(st.lists(st.dictionaries(KEYS, VALUES, max_size=6), max_size=4))
def test_any_messages_are_sorted_out(raw: list[dict[str, Any]]) -> None:
    select_messages(raw, date(2026, 11, 20), "Europe/Berlin", frozenset())


def test_many_marks_take_no_time() -> None:
    for text in ("*a " * 3000, "&gt;" * 9000, "_*~" * 3000, "<" * 9000, ":a" * 5000):
        render_message({"text": text}, Names())


# --- exports ---------------------------------------------------------------------------------


def zipped(files: dict[str, str]) -> bytes:
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return raw.getvalue()


def files_of(*messages: dict[str, Any], top: str = "") -> dict[str, str]:
    return {
        f"{top}users.json": "[]",
        f"{top}learning/{DAY}.json": json.dumps(messages),
        f"{top}learning/notes.txt": "x",
    }


@pytest.mark.parametrize("top", ["", "Export of Lanternworks/"])
def test_a_zip_is_read_where_it_is(top: str, blog: Blog, tmp_path: Path) -> None:
    blog.write("content/people.yml", PEOPLE)
    odd = {"../../evil.json": "[]", "/etc/evil.json": "[]", "__MACOSX/users.json": "["}
    (tmp_path / "e.zip").write_bytes(zipped({**files_of(message("Leases."), top=top), **odd}))
    before = sorted(tmp_path.rglob("*"))
    with open_export(tmp_path / "e.zip") as export:
        assert len(list(read_messages(export, "learning", date(2026, 11, 20)))) == 1
    assert sorted(tmp_path.rglob("*")) == before
    result = blog.run("import", "slack", str(tmp_path / "e.zip"), DAY, "--channel", "learning")
    assert result.exit_code == 0
    assert blog.read(LOG) == "Leases.\n"


def refusal(path: Path, channel: str = "learning") -> str:
    with pytest.raises(LdblogError) as error, open_export(path) as export:
        list(read_messages(export, channel, date(2026, 11, 20)))
    return str(error.value)


def test_what_is_no_export_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "e.zip"
    assert "not there" in refusal(path)
    path.write_bytes(b"PK no zip")
    assert "no readable zip" in refusal(path)
    path.write_bytes(zipped({"x.json": "[]"}))
    assert "no users.json" in refusal(path)
    path.write_bytes(zipped(files_of()))
    assert "no channel other (there are: learning)" in refusal(path, "other")
    assert "no channel" in refusal(path, "")
    path.write_bytes(zipped({**files_of(), f"learning/{DAY}.json": "[" * 100_000}))
    assert "no JSON" in refusal(path)
    path.write_bytes(zipped({**files_of(), f"learning/{DAY}.json": "{}"}))
    assert "holds no list" in refusal(path)
    raw = bytearray(zipped(files_of(message("Leases expire on their own."))))
    raw[raw.index(b"learning/2026-11-20.json") + 30] ^= 0xFF
    path.write_bytes(bytes(raw))
    assert "no readable zip" in refusal(path)
    # A bomb: far larger than it looks.
    monkeypatch.setattr(slack_export, "MAX_FILE", 1 << 16)
    path.write_bytes(zipped({**files_of(), f"learning/{DAY}.json": "[" + " " * (1 << 20) + "]"}))
    assert "too large for an export" in refusal(path)


def test_a_zip_with_a_password_is_refused(tmp_path: Path) -> None:
    raw = bytearray(zipped(files_of()))
    # The bit that says so, in the local header and in the directory.
    for mark, at_flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := raw.find(mark, place + 1)) >= 0:
            raw[place + at_flag] |= 1
    (tmp_path / "e.zip").write_bytes(bytes(raw))
    assert "take the password off" in refusal(tmp_path / "e.zip")


def test_a_link_out_of_a_folder_is_not_followed(tmp_path: Path) -> None:
    export = write_export(tmp_path / "export", message("x"))
    (tmp_path / "secret.json").write_text("[]")
    (export / "learning" / f"{DAY}.json").unlink()
    (export / "learning" / f"{DAY}.json").symlink_to(tmp_path / "secret.json")
    assert "leads out of the export" in refusal(export)
    (export / "learning" / f"{DAY}.json").unlink()
    (export / "learning" / f"{DAY}.json").mkdir()
    assert "cannot be read" in refusal(export)


# --- Geekbot ---------------------------------------------------------------------------------

REPORT = {
    "id": 7,
    "timestamp": 1795161600,
    "member": {"id": "U0ASHA111", "username": "asha.r"},
    "questions": [
        {"question": "What did you learn today?", "answer": "Leases *expire*.\n• always"},
        {"question": {"text": "How do you feel today?"}, "answer": "Tired."},
        {"question": "Anything else?", "answer": " "},
        {"question": None},
        "odd",
    ],
}
EXPECTED = """\
## Learned

Leases **expire**.

- always

## Feedback: How do you feel today?

Tired.
"""


def import_geekbot(blog: Blog, content: str | bytes) -> Any:  # noqa: ANN401 - Click's result
    blog.write("content/people.yml", PEOPLE)
    path = blog.root.parent / "reports"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return blog.run("import", "geekbot", str(path), DAY)


def test_reports_become_logs_and_come_once(blog: Blog) -> None:
    others = [
        {**REPORT, "id": 8, "timestamp": 1795161600 + 86400},
        {**REPORT, "id": 9, "is_anonymous": True},
        {**REPORT, "id": 10, "member": {"id": "U0GONE111"}},
        {**REPORT, "id": 11, "member": None},
    ]
    for wrapped in ([REPORT, *others], {"data": [REPORT, *others], "has_more": False}):
        result = import_geekbot(blog, json.dumps(wrapped))
        assert result.exit_code == 0, result.output
        assert blog.read(LOG) == EXPECTED
    assert "asha.md: nothing new" in result.output
    assert "left out: 1 by U0GONE111" in result.output
    assert "passed over: 2 anonymous" in result.output
    assert "passed over: 1 of another day" in result.output
    assert blog.run("condense").exit_code == 0
    assert "Tired" not in blog.read(f"content/site/posts/{DAY}.md")


@pytest.mark.parametrize(
    "text",
    [
        "Date,Username,What did you learn today?,How do you feel today?\n"
        '2026-11-20,asha,"Leases *expire*.\n• always",Tired.\n,,,\n',
        "User ID;Time;Question;Answer\n"
        'U0ASHA111;2026-11-20T08:00:00Z;What did you learn today?;"Leases *expire*.\n• always"\n'
        "U0ASHA111;Nov 20, 2026;How do you feel today?;Tired.\n",
    ],
)
def test_a_csv_is_read_by_the_heads_of_its_columns(text: str, blog: Blog) -> None:
    result = import_geekbot(blog, "\ufeff" + text)
    assert result.exit_code == 0, result.output
    assert blog.read(LOG) == EXPECTED


def test_a_date_with_dots_has_its_day_first(blog: Blog) -> None:
    import_geekbot(blog, "Datum,Date,Username,Learned\n,20.11.2026,asha,Leases.\n")
    assert blog.read(LOG) == "## Learned\n\nLeases.\n"


def test_two_answers_to_one_question_are_two() -> None:
    head = "Username,Date,Question,Answer\n"
    found = parse_reports("r", (head + "asha,2026-11-20,Q?,a\n" * 2).encode(), "UTC")
    assert len(found.reports) == 2


def test_a_person_is_not_guessed_by_their_name(blog: Blog) -> None:
    result = import_geekbot(blog, "Name,Date,Learned\nAsha Rao,2026-11-20,Leases.\n")
    assert "left out: 1 by Asha Rao" in result.output
    assert "nothing of 2026-11-20 to import" in result.output
    assert not (blog.root / LOG).exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff\xfe", "not UTF-8"),
        (b"[", "no JSON"),
        (b"{", "no JSON"),
        (b'{"other": []}', "holds no list"),
        (b'[{"member": {"id": "U1"}, "id": 3}]', "report 3 has no timestamp"),
        (b"", "it needs a column for the member"),
        (b"a,b\n1,2\n", "it needs a column for the member"),
        (b'Username,Date\n"a', "no readable CSV"),
        (b"Username,Date,Q\nasha,20/11/26,x\n", "row 2: no date"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(content: bytes, said: str, blog: Blog) -> None:
    result = import_geekbot(blog, content)
    assert result.exit_code == 2
    assert said in result.output


def test_a_file_that_is_not_there_or_too_large_is_refused(
    blog: Blog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "not there" in blog.run("import", "geekbot", "nowhere.csv", DAY).output
    assert "is no date" in blog.run("import", "geekbot", "nowhere.csv", "today").output
    monkeypatch.setattr(slack_export, "MAX_FILE", 3)
    assert "too large" in import_geekbot(blog, "[    ]").output


@pytest.mark.parametrize(
    ("question", "heading"),
    [
        ("What did you learn?", "Learned"),
        ("What do you plan to learn?", "Plan: What do you plan to learn?"),
        ("What went well?", "What went well?"),
        ("What could we improve?", "Feedback: What could we improve?"),
        ("Anything blocking your progress?", "Did not work"),
        ("What will you look at next?", "Plan: What will you look at next?"),
        ("What is for tomorrow?", "Next: What is for tomorrow?"),
        ("Which *paper*?", "Which \\*paper\\*?"),
    ],
)
def test_a_question_says_what_part_its_answer_is(question: str, heading: str) -> None:
    assert make_heading(question) == heading


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_file_is_read_or_refused(raw: bytes) -> None:
    with suppress(LdblogError):
        parse_reports("r", raw, "UTC")


def test_a_log_too_deep_to_read_is_added_to_all_the_same() -> None:
    deep = ">" * 300 + " x\n"
    assert merge_pieces(deep, [Piece("a", "asha", "New.")], {}).text == f"{deep}\nNew.\n"


def test_a_message_too_deep_to_read_is_kept(blog: Blog) -> None:
    deep = {"type": "markdown", "text": ">" * 300 + " x"}
    import_slack(blog, message("Fallback.", blocks=[deep]))
    assert blog.read(LOG) == "Fallback.\n"
    assert render_message({"blocks": [{"type": "void"}], "text": 3}, Names()) == ""
    assert render_message({"text": "a &gt;&gt;&gt; b\n&gt;&gt;&gt;"}, Names()) == "a >>> b"


def test_the_names_of_emoji_are_not_made_up() -> None:
    assert emoji("lease", "ffffffff") == ":lease:"
    assert emoji("lease", "d800") == ":lease:"
    assert emoji("") == ""
    assert emoji("+1::skin-tone-6") == "👍🏿"


def test_odd_lines_are_kept() -> None:
    render = render_message
    assert render({"text": "- a\n\n\n- b\n* *"}, Names()) == "- a\n\n- b\n- \\*"
    assert render({"text": "`<@U1> <https://a.org|a.org>`"}, Names()) == "`a colleague a.org`"
    assert render({"text": "```<https://a.org> <!here>```"}, Names()) == (
        "```\nhttps://a.org @here\n```"
    )
    assert merge_pieces("a\r\nb", [Piece("p", "asha", "c")], {}).text == "a\r\nb\r\n\r\nc\r\n"


def test_prose_ends_a_list_and_a_message_of_thousands_of_pieces_is_kept(blog: Blog) -> None:
    assert render_message({"text": "- a\nb"}, Names()) == "- a\n\nb"
    text = {"type": "rich_text", "elements": [{"type": "text", "text": "a"}]}
    section = {"type": "section", "text": {"type": "rich_text", "elements": [
        {"type": "rich_text_section", "elements": text["elements"]}]}}  # fmt: skip
    assert render_message({"blocks": [section]}, Names()) == "a"
    import_slack(blog, message("*Plan*\nx"), message("`a` " * 12_000, minute=100))
    assert blog.read(LOG).count("`a`") == 12_000


def test_a_question_without_an_answer_is_left_out(blog: Blog) -> None:
    import_geekbot(blog, "Username,Date,Learned,Plan\nasha,2026-11-20,Leases.,\n")
    assert blog.read(LOG) == "## Learned\n\nLeases.\n"
