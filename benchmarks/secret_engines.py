"""Print what engines find of made-up secrets, and of logs that hold none: why ldblog has its own.

    python benchmarks/secret_engines.py [LOGS]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else the
project's own). Engines that are not there are skipped: `pip install detect-secrets credsweeper
kingfisher-bin`. The secrets are made when the script runs, in the forms of well-known ones.
"""

from __future__ import annotations

import argparse
import base64
import json
import random
import shutil
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ldblog.secrets.search import find_secrets
from ldblog.secrets.secret_engine import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "logs"

LETTERS = string.ascii_letters + string.digits
UPPER = "ABCDEFGHJKLMNPQRSTUVWXYZ234567"
HEX = "0123456789abcdef"
# Name, prefix, length and letters of what follows.
FORMS = (
    ("github", "ghp_", 36, LETTERS),
    ("github-app", "ghs_", 36, LETTERS),
    ("gitlab", "glpat-", 20, LETTERS),
    ("aws-id", "AKIA", 16, UPPER),
    ("google", "AIza", 35, LETTERS),
    ("slack-bot", "xoxb-" + "123456789012-" * 2, 24, LETTERS),
    ("stripe", "sk_live_", 24, LETTERS),
    ("openai", "sk-proj-", 48, LETTERS),
    ("npm", "npm_", 36, LETTERS),
    ("hugging-face", "hf_", 34, string.ascii_letters),
    ("digitalocean", "dop_v1_", 64, HEX),
    ("shopify", "shpat_", 32, HEX),
    ("linear", "lin_api_", 40, LETTERS),
    ("databricks", "dapi", 32, HEX),
    ("grafana", "glsa_", 32, LETTERS),
    ("mailgun", "key-", 32, HEX),
)
WORDS_BEFORE = ("password: ", "DB_PASSWORD=", "api_key = ", "client_secret: ")


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    arguments = parser.parse_args()
    clean = {str(number): path for number, path in enumerate(sorted(arguments.logs.glob("*/*.md")))}
    with tempfile.TemporaryDirectory() as folder:
        planted, real = Path(folder) / "planted", Path(folder) / "real"
        write_all(planted, {name: text.encode() for name, text in make_secrets()})
        write_all(real, {name: path.read_bytes() for name, path in clean.items()})
        split = sum(path.name.startswith("split") for path in planted.iterdir())
        plain = len(list(planted.iterdir())) - split
        print(f"{'':16} of {plain} plain  of {split} split  of {len(clean)} logs  seconds")
        for engine, find in ENGINES.items():
            report(engine, find, planted, real)


def make_secrets() -> Iterable[tuple[str, str]]:
    """Yield a name and a log for each made-up secret, plain and split by Markdown or encoded."""
    for name, prefix, length, letters in FORMS:
        token = make_token(prefix, length, letters)
        yield f"{name}-prose", f"The token {token} works.\n"
        yield f"{name}-code", f"```sh\nexport TOKEN={token}\n```\n"
    for number, before in enumerate(WORDS_BEFORE):
        yield f"word-{number}", f"    {before}{make_token('', 20, LETTERS)}\n"
    key = "\n".join(make_token("", 64, LETTERS) for _ in range(8))
    kind = "RSA PRIVATE" + " KEY"
    yield "key", f"-----BEGIN {kind}-----\n{key}\n-----END {kind}-----\n"
    yield "address", f"postgres://app:{make_token('', 12, LETTERS)}@db.acme.dev/app\n"
    token = make_token("ghp_", 36, LETTERS)
    yield "split-base64", f"data: {base64.b64encode(token.encode()).decode()}\n"
    yield "split-percent", "".join(f"%{ord(mark):02x}" for mark in token)
    yield "split-escape", token.replace("_", "\\_")
    yield "split-wrapped", f"- the token is {token[:20]}\n  {token[20:]}\n"
    yield "split-bold", f"**{token[:9]}**{token[9:]}\n"
    yield "split-invisible", f"{token[:20]}\u200b{token[20:]}\n"


def make_token(prefix: str, length: int, letters: str) -> str:
    chosen = random.Random(f"{prefix}{length}")  # noqa: S311 - it is no secret
    return prefix + "".join(chosen.choice(letters) for _ in range(length))


def write_all(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir()
    for name, raw in files.items():
        (folder / f"{name}.md").write_bytes(raw)


def report(engine: str, find: Callable[[Path], set[str]], planted: Path, real: Path) -> None:
    try:
        found = find(planted)
        start = time.perf_counter()
        alarms = find(real)
        seconds = time.perf_counter() - start
    except (ImportError, FileNotFoundError):
        print(f"{engine:16} not installed")
        return
    split = {name for name in found if name.startswith("split")}
    print(f"{engine:16}{len(found - split):12}{len(split):12}{len(alarms):13}{seconds:9.1f}")


def with_ldblog(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if find_secrets(read(path)).secrets}


def with_betterleaks(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir() if scan(read(path))}


def with_detect_secrets(folder: Path) -> set[str]:
    from detect_secrets.core.secrets_collection import SecretsCollection  # noqa: PLC0415
    from detect_secrets.settings import default_settings  # noqa: PLC0415

    secrets = SecretsCollection()
    with default_settings():
        for path in folder.iterdir():
            secrets.scan_file(str(path))
    return {Path(name).name for name, _secret in secrets}


def with_credsweeper(folder: Path) -> set[str]:
    out = folder.parent / f"{folder.name}.json"
    command = [tool("credsweeper"), "--path", str(folder), "--save-json", str(out), "--no-stdout"]
    subprocess.run(command, check=True, capture_output=True)
    rows = json.loads(out.read_text(encoding="utf-8"))
    return {Path(line["path"]).name for row in rows for line in row["line_data_list"]}


def with_kingfisher(folder: Path) -> set[str]:
    options = ["--format", "json", "--no-validate", "--no-dedup"]
    command = [tool("kingfisher"), "scan", str(folder), *options]
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    found, _ = json.JSONDecoder().raw_decode(result.stdout.lstrip())
    return {Path(row["finding"]["path"]).name for row in found["findings"]}


def tool(name: str) -> str:
    """Return the path of a command, beside this Python or on the path."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.exists() else shutil.which(name)
    if found is None:
        raise FileNotFoundError(name)
    return found


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


ENGINES: dict[str, Callable[[Path], set[str]]] = {
    "ldblog": with_ldblog,
    "betterleaks": with_betterleaks,
    "kingfisher": with_kingfisher,
    "credsweeper": with_credsweeper,
    "detect-secrets": with_detect_secrets,
}

if __name__ == "__main__":
    main()
