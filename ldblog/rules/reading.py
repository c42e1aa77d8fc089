"""What can be wrong with a file itself: found while it is read."""

from __future__ import annotations

from ldblog.diagnostics import Rule, Severity

NOT_UTF8 = Rule(
    "LD001",
    "not-utf-8",
    Severity.ERROR,
    "Logs are UTF-8. Guessing another encoding would publish garbled names and words.",
    "a log saved as Latin-1: the byte 0xe9 where é should be",
    "Save the file as UTF-8 in your editor.",
)
UTF16 = Rule(
    "LD002",
    "utf-16",
    Severity.ERROR,
    "The file begins like UTF-16 or UTF-32, as some Windows editors and shells write it.",
    "Get-Content … > log.md in an old PowerShell",
    "Save the file as UTF-8; in PowerShell, add `-Encoding utf8`.",
)
NUL_BYTE = Rule(
    "LD003",
    "nul-byte",
    Severity.ERROR,
    "A NUL byte is in no text that a person writes: the file is damaged, or is no text.",
    "a picture or an archive that was named asha.md",
    "Restore the file, or remove the byte.",
)
FRONT_MATTER_SYNTAX = Rule(
    "LD004",
    "front-matter-syntax",
    Severity.ERROR,
    "Front matter that cannot be read may say `share: internal`, so the log is held back.",
    "title: Raft: the paper",
    'Put text with a colon in quotes: `title: "Raft: the paper"`. Close the block with `---`.',
)
DUPLICATE_KEY = Rule(
    "LD005",
    "duplicate-key",
    Severity.ERROR,
    "Of two values for one key nobody can say which was meant, least of all for `share`.",
    "share: named\nshare: internal",
    "Keep one of the two lines.",
)
NOT_A_MAPPING = Rule(
    "LD006",
    "front-matter-not-a-mapping",
    Severity.ERROR,
    "Front matter is lines of `key: value`. A list or a sentence there cannot be understood.",
    "---\n- raft\n---",
    "Write `tags: [raft]`, or leave an empty line before a `---` that is only a rule.",
)
YAML_ALIAS = Rule(
    "LD007",
    "yaml-alias",
    Severity.ERROR,
    "Aliases in YAML can grow without bound, and nobody needs them in a log.",
    "a: &a [x]\ntags: *a",
    "Write the value out.",
)
WRONG_VALUE = Rule(
    "LD008",
    "wrong-value",
    Severity.ERROR,
    "A known key has a value it cannot have. Ignoring it could publish what should stay.",
    "share: nobody",
    "Use one of the values that the message names; docs/log-format.md lists them all.",
)
NO_SUCH_DATE = Rule(
    "LD009",
    "no-such-date",
    Severity.ERROR,
    "A session is a folder named by its date. This one is no date that exists.",
    "content/logs/2026-02-30/asha.md",
    "Rename the folder to the session's date, as in `2026-02-27`.",
)
TOO_LARGE = Rule(
    "LD010",
    "too-large",
    Severity.ERROR,
    "A log over 1 MiB, or of over 20,000 paragraphs, words in bold, links and the like, is an "
    "export or an attachment with the wrong name, not a log.",
    "a notebook's output pasted into the log",
    "Keep the log short; put files into the folder beside it and link to them.",
)
LEAVES_CONTENT = Rule(
    "LD011",
    "leaves-content",
    Severity.ERROR,
    "A symbolic link that leaves content/ could publish any file of the machine.",
    "content/logs/2026-11-20/asha.md -> /home/asha/notes.md",
    "Commit the file itself.",
)
TWO_FILES = Rule(
    "LD012",
    "two-files-for-one-person",
    Severity.ERROR,
    "A person has one log a session; of two, nobody can say which is meant.",
    "asha.md and asha-rao.md, where asha-rao is an alias of asha in people.yml",
    "Merge the two into the file with the person's handle.",
)
EMPTY_LOG = Rule(
    "LD013",
    "empty-log",
    Severity.ERROR,
    "An empty day is the only thing that is not a log.",
    "an empty file, or front matter with nothing below it",
    "Write a line about what you learned, or delete the file.",
)
UNREADABLE = Rule(
    "LD014",
    "unreadable-file",
    Severity.ERROR,
    "The file is there but cannot be opened, or is no regular file.",
    "a folder named asha.md; a file without read permission; a link to nothing",
    "Fix the file's permissions, or remove it.",
)
BAD_HANDLE = Rule(
    "LD015",
    "bad-handle",
    Severity.ERROR,
    "A log's file name is its author's handle, which becomes part of addresses and file names.",
    "content/logs/2026-11-20/Asha Rao (1).md",
    "Rename the file: letters, digits and . _ - only, beginning with a letter or digit.",
)
TOO_DEEP = Rule(
    "LD016",
    "too-deep",
    Severity.ERROR,
    "The text nests more deeply than any person writes; reading it could exhaust the machine.",
    "five hundred > at the start of a line",
    "Remove the nesting, or put the text into a code block.",
)
WRONG_PERSON = Rule(
    "LD017",
    "wrong-person",
    Severity.ERROR,
    "What people.yml says of a person cannot be understood, so nobody knows how they wish to "
    "appear, and their logs are held back.",
    "asha:\n  appear: sometimes",
    "Correct the person's lines; docs/people.md shows all that can stand there.",
)
UNKNOWN_PERSON = Rule(
    "LD020",
    "unknown-person",
    Severity.WARNING,
    "The handle is not in people.yml, so the name is made from the handle.",
    "content/logs/2026-11-20/jane-doe.md appears as Jane Doe",
    "Add the person to content/people.yml, if only `jane-doe: {name: Jane Doe}`.",
)
BYTE_ORDER_MARK = Rule(
    "LD021",
    "byte-order-mark",
    Severity.HINT,
    "The file begins with a byte-order mark, which is invisible and which UTF-8 does not need.",
    "a log saved as 'UTF-8 with BOM'",
    "Save the file as plain UTF-8. ldblog reads it all the same.",
)
CARRIAGE_RETURNS = Rule(
    "LD022",
    "carriage-returns",
    Severity.HINT,
    "Lines end as Windows ends them, so that others' editors may show every line as changed.",
    "a file with \\r\\n at each line's end",
    "`git config core.autocrlf true` on Windows. ldblog reads it all the same.",
)
STRAY_FILE = Rule(
    "LD023",
    "stray-file",
    Severity.HINT,
    "Something in content/logs is no log, no session.md, and no folder of a log's pictures.",
    "content/logs/2026-11-20/notes.txt",
    "Name it `<handle>.md`, or put it into the folder `<handle>/` beside the log that uses it.",
)

READING_RULES = tuple(value for value in globals().values() if isinstance(value, Rule))
