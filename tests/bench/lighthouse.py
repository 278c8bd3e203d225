"""Lighthouse's three scores for the everyday pages of somebody who is signed in, on a server of their own."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tests.serving import Server, serving

PAGES = ("/today", "/write", "/library", "/concepts/co-regulation")
CATEGORIES = ("performance", "accessibility", "best-practices")
RUNS = int(os.environ.get("RUNS", "3"))
CHROMIUM = "--headless=new --no-sandbox --disable-gpu --ignore-certificate-errors"
FULL = 100


def main() -> int:
    """Print each run; returns 1 when some page's median is not full."""
    program, *pages = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder), is_secure=True) as server:
        headers = signed_in(server, Path(folder))
        short = [page for page in pages or PAGES if not is_full(program, server.address + page, headers)]
    say("every median is full" if not short else f"not full: {', '.join(short)}")
    return 1 if short else 0


def signed_in(server: Server, folder: Path) -> Path:
    """A file of headers that let Lighthouse in as somebody who has written before."""
    secret = server.join("robin")
    server.call("POST", "/entries", {"title": "Two true things", "body": "Tired and pleased."}, secret)
    headers = folder / "headers.json"
    headers.write_text(json.dumps({"Cookie": f"__Host-session={secret}"}))
    return headers


def is_full(program: str, address: str, headers: Path) -> bool:
    """Whether the median of each score over the runs is full."""
    runs = [scores(program, address, headers) for _ in range(RUNS)]
    return all(statistics.median(column) >= FULL for column in zip(*runs, strict=True))


def scores(program: str, address: str, headers: Path) -> list[int]:
    """One run: the scores, 0 to 100, in the order of CATEGORIES."""
    report = report_of(program, address, headers)
    found = [round(report["categories"][name]["score"] * FULL) for name in CATEGORIES]
    audits = report["audits"]
    blocked = audits["total-blocking-time"]["numericValue"]
    weight = audits["total-byte-weight"]["numericValue"] / 1024
    say(f"{address}: {found}, blocked for {blocked:.0f} ms, {weight:.1f} kB")
    return found


def report_of(program: str, address: str, headers: Path) -> dict[str, Any]:
    """Lighthouse's own report."""
    command = [program, address, "--quiet", "--output=json", f"--extra-headers={headers}"]
    command += [f"--chrome-flags={CHROMIUM}", f"--only-categories={','.join(CATEGORIES)}"]
    environ = {**os.environ, "CHROME_PATH": os.environ["CHROMIUM"]}
    told = subprocess.run(command, env=environ, capture_output=True, timeout=180, check=True)
    report: dict[str, Any] = json.loads(told.stdout)
    return report


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
