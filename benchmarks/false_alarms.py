"""Print every finding of ``ldblog check`` on a folder of logs, secrets masked, and their counts.

    python benchmarks/false_alarms.py [LOGS] [--hints]

LOGS has the shape of content/logs (default: ../shared/corpus/logs beside the project, else the
project's own). Everybody is listed in a people.yml. Somebody has to see which are false.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from condense_corpus import CORPUS, LDBLOG, ROOT, make_blog


def main() -> None:
    parser = argparse.ArgumentParser()
    default = CORPUS if CORPUS.is_dir() else ROOT / "content" / "logs"
    parser.add_argument("logs", nargs="?", type=Path, default=default)
    parser.add_argument("--hints", action="store_true", help="print hints, too")
    arguments = parser.parse_args()
    logs = list(arguments.logs.glob("*/*.md"))
    with tempfile.TemporaryDirectory() as folder:
        blog = make_blog(Path(folder), arguments.logs)
        handles = sorted({path.stem.lower() for path in logs} - {"session"})
        people = "".join(f'"{handle}": {{name: "{handle}"}}\n' for handle in handles)
        (blog / "content" / "people.yml").write_text(people, encoding="utf-8")
        command = [*LDBLOG, "check", "--format", "json"]
        output = subprocess.run(command, cwd=blog, capture_output=True, check=False).stdout
    found = json.loads(output)
    for one in found:
        if one["severity"] != "hint" or arguments.hints:
            print(f"{one['path']}:{one['line']}:{one['column']}: {one['code']} {one['message']}")
    counts = Counter((one["severity"], one["code"]) for one in found)
    for (severity, code), count in sorted(counts.items()):
        print(f"{severity:8} {code} {count:6}   {count / len(logs):.3f} a log")


if __name__ == "__main__":
    main()
