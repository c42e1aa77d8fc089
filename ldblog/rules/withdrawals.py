"""What can be left of what was withdrawn, where only an editor can take it out."""

from __future__ import annotations

from ldblog.diagnostics import Rule, Severity

WORDS_LEFT = Rule(
    "LD053",
    "withdrawn-words-left",
    Severity.ERROR,
    "Words of a log that was withdrawn, or of a part of it that is held back now, still stand "
    "where ldblog does not write: in a page or a post of the editor's own, or in another "
    "session's post.",
    "an editor's own post that quotes a log with `share: internal`",
    "Take them out. They are told once, in the run that withdraws them.",
)
MENTION_LEFT = Rule(
    "LD054",
    "withdrawn-mention-left",
    Severity.ERROR,
    "The editor's own words name somebody whose entry was withdrawn, or lead to it. To cut a name "
    "out of a sentence would break the sentence.",
    "a lead that says “Asha Rao shows how”, after Asha withdrew",
    "Take the name or the link out. They are told once, in the run that withdraws the entry.",
)
OLD_ADDRESS = Rule(
    "LD055",
    "old-address",
    Severity.ERROR,
    "A page of the editor's own links to a post or an entry whose address changed. Readers are "
    "redirected; the build is strict about links between its own pages.",
    "a link to `2026-11-20.md`, after the day moved to 2026-11-27",
    "Link to the new address, which the message names.",
)

WITHDRAWAL_RULES = (WORDS_LEFT, MENTION_LEFT, OLD_ADDRESS)
