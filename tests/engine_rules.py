"""The rules of the engine that finds secrets, as they stand in its library, and which are common.

    python tests/engine_rules.py

writes what `ldblog/secrets/few_rules.py` reads, anew for another version of the engine.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import betterleaks

from ldblog.secrets.few_rules import CONFIG, KEYWORDS

# Their keywords stand in logs without any secret, or come about where words are joined: `auth`,
# `https://`, `storage`, `tenant`, `cursor`. The engine compiles these whenever it starts.
COMMON = frozenset({
    "alibaba-sts-access-key-id", "atlassian-api-token", "aws-secret-access-key",
    "azure-client-id", "azure-storage-account-key", "azure-storage-account-name",
    "azure-tenant-id", "checkout-secret-key", "circleci-project-token", "cloudflare-api-key.1",
    "cloudflare-global-api-key", "cloudflare-origin-ca-key", "cohere-api-token",
    "curl-auth-header", "curl-auth-user", "cursor-api-key", "devin-service-user-token",
    "facebook-access-token", "facebook-secret", "generic-api-key", "generic-credential-uri",
    "generic-password", "generic-username", "hashicorp-tf-password", "heroku-api-key",
    "ibm-cloud-user-api-key", "influxdb-api-token", "instantly-api-key.1", "kagi-api-key",
    "kubernetes-secret-yaml", "linear-client-secret", "lob-api-key", "mistral-api-key",
    "monday-api-token.1", "mux-access-token-id.1", "mux-access-token-secret.1",
    "octopus-deploy-api-key", "polymarket-address", "polymarket-api-key",
    "polymarket-api-secret", "polymarket-passphrase", "polymarket-private-key",
    "sendgrid-api-token", "stability-ai-api-key", "travisci-access-token",
    "twitter-access-secret", "twitter-access-token", "twitter-api-key", "twitter-api-secret",
    "twitter-bearer-token", "vercel-api-token",
})  # fmt: skip
_LIBRARIES = ("libbetterleaks.so", "libbetterleaks.dylib", "libbetterleaks.dll", "betterleaks.dll")
_FIRST, _END = b"\n[[rules]]\n", b"\n'''\n"


@cache
def read_rules() -> dict[str, dict[str, Any]]:
    """Return the engine's rules by their names, from the text that is part of its library."""
    folder = Path(betterleaks.__file__).parent
    raw = next((folder / name).read_bytes() for name in _LIBRARIES if (folder / name).is_file())
    start, last = raw.index(_FIRST), raw.rindex(_FIRST)
    # Where the text ends nothing says; the last rule is whole with its last filter.
    end = raw.index(_END, last + len(_FIRST)) + len(_END)
    rules = tomllib.loads(raw[start:end].decode())["rules"]
    return {rule["id"]: rule for rule in rules}


def find_rare() -> dict[str, dict[str, Any]]:
    """Return the rules that only a text with one of their keywords needs.

    A rule without keywords is for the names of files, of which we pass none, or for every text.
    """
    rules = read_rules()
    needed = COMMON | {one["id"] for name in COMMON for one in rules[name].get("components", ())}
    return {
        name: rule
        for name, rule in rules.items()
        if name not in needed and (rule.get("keywords") or "regex" not in rule)
    }


def render_config() -> str:
    """Return the engine's configuration without the rare rules."""
    names = "".join(f"  {json.dumps(name)},\n" for name in find_rare())
    return f"[extend]\nuseDefault = true\ndisabledRules = [\n{names}]\n"


def render_keywords() -> str:
    """Return the version of the engine, and the keywords of its rare rules, a line each."""
    words = sorted({word for rule in find_rare().values() for word in rule.get("keywords", ())})
    return "\n".join([betterleaks.__upstream_version__, *words, ""])


if __name__ == "__main__":
    CONFIG.write_text(render_config(), encoding="utf-8", newline="\n")
    KEYWORDS.write_text(render_keywords(), encoding="utf-8", newline="\n")
