"""What wapiti finds when it attacks every operation of the API, with a token that may do everything a token may.

python -m tests.security.wapiti WAPITI
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from app.core.policy import SCOPES
from tests.serving import Server, serving

# Without the modules that want a server on the internet to answer them.
MODULES = "cookieflags,csp,http_headers,crlf,csrf,exec,file,permanentxss,redirect,sql,timesql,upload,xss"
SCAN_SECONDS, ATTACK_SECONDS = "600", "120"


def main(wapiti: Path) -> int:
    """Print what was found, by kind; returns 1 when that is anything."""
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder) / "data") as server:
        report = attack(wapiti, Path(folder), server)
        troubled = server.log.read_text().count('"status": 500')
    found = {kind: len(cases) for kind, cases in {**report["vulnerabilities"], **report["anomalies"]}.items() if cases}
    for kind, many in sorted(found.items()):
        sys.stdout.write(f"{kind}: {many}\n")
    asked = report["infos"]["crawled_pages_nbr"]
    sys.stdout.write(f"{asked} addresses, {sum(found.values())} findings, {troubled} answers of 500\n")
    return 1 if found or troubled else 0


def attack(wapiti: Path, folder: Path, server: Server) -> dict[str, dict]:
    report = folder / "report.json"
    command = [
        wapiti,
        *("--url", f"{server.address}/", "--swagger", f"{server.address}/api/v1/openapi.json"),
        *("--header", f"Authorization: Bearer {token(server)}", "--scope", "folder", "--module", MODULES),
        *("--max-scan-time", SCAN_SECONDS, "--max-attack-time", ATTACK_SECONDS, "--flush-session", "--no-bugreport"),
        *("--store-session", folder / "session", "--store-config", folder / "config"),
        *("--format", "json", "--output", report),
    ]
    with (folder / "wapiti.log").open("wb") as log:
        subprocess.run(command, stdout=log, stderr=log, timeout=1800, check=True)
    return dict(json.loads(report.read_text()))


def token(server: Server) -> str:
    secret = server.join("wapiti")
    wish = {"label": "wapiti", "scopes": list(SCOPES), "days": 1}
    return str(server.call("POST", "/tokens", wish, secret)[1]["secret"])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
