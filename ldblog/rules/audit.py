"""What can be wrong with a built site: that it holds what is kept from the public.

No message quotes what was found: it is read in the log of a public build.
"""

from __future__ import annotations

from ldblog.diagnostics import Rule, Severity

BUILT_SECRET = Rule(
    "LD080",
    "secret-in-site",
    Severity.ERROR,
    "The built site holds what looks like a password, a token or a private key, or one that a "
    "log holds, also where it is encoded. The site is not kept.",
    "a token in the address of a picture",
    "Revoke it, and take it out of the page or the log that the message names. If it is no "
    "secret, say why beside it there: `<!-- allow-secret: documented example key -->`.",
)
BUILT_WORD = Rule(
    "LD081",
    "listed-word-in-site",
    Severity.ERROR,
    "The built site holds a word that redact.yml lists: in a page, in an attribute, in the search "
    "index, in a feed, in the name of a file or in what a picture says of itself.",
    "a customer's name in the alternative text of a picture",
    "Take the word out of the page, the theme or mkdocs.yml, or condense the session anew.",
)
BUILT_HELD = Rule(
    "LD082",
    "held-back-in-site",
    Severity.ERROR,
    "The built site holds a sentence, or eight words in a row, of what is held back: a plan, "
    "feedback, what is marked internal, a comment, a log that is not published. What may be "
    "published elsewhere, too, or is in an older post, is not meant.",
    "a post that was not condensed since its log says `share: internal`",
    "Condense the session again; on a line that an editor wrote, take the words out. If they may "
    "be read by all, take them out of what is held back in the log.",
)
BUILT_NAME = Rule(
    "LD083",
    "hidden-name-in-site",
    Severity.ERROR,
    "The built site names somebody who does not wish to be named, or holds their handle.",
    "the file name of a picture, with the handle of whoever is anonymous",
    "Take the name out of the page, the theme or mkdocs.yml, or condense the session anew.",
)
BUILT_PATH = Rule(
    "LD084",
    "path-in-site",
    Severity.ERROR,
    "The built site holds the path of a folder on the machine that built it, which tells the names "
    "of users and where things are.",
    "an absolute path in a source map",
    "Find which part of the build writes it: a plugin, a theme, a path in mkdocs.yml.",
)
BUILT_INTERNAL = Rule(
    "LD085",
    "internal-file-in-site",
    Severity.ERROR,
    "The built site holds a path into content/logs or content/base, or what stands only in "
    "people.yml, redact.yml or actions.yml: who is in no post, what is not public, a comment. Or "
    "it holds a page that `ldblog insight` or `ldblog verify` made for colleagues.",
    "a link to `content/logs/2026-11-20/asha.md`",
    "Take it out of the page, the theme or mkdocs.yml that has it.",
)

AUDIT_RULES = (
    BUILT_SECRET,
    BUILT_WORD,
    BUILT_HELD,
    BUILT_NAME,
    BUILT_PATH,
    BUILT_INTERNAL,
)
