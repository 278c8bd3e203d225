"""What the MDN HTTP Observatory says of our headers, asked about a server of our own on the usual ports.

python -m tests.security.observatory FOLDER-OF-THE-PACKAGE
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.serving import serving

HTTP, HTTPS = 80, 443
GOOD = ("A+", 10)


class Upwards(BaseHTTPRequestHandler):
    """Sends everybody from http to https, as a proxy would."""

    def do_GET(self) -> None:
        self.send_response(301)
        self.send_header("Location", f"https://localhost{self.path}")
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        return


def main(package: Path) -> int:
    """Print the grade, the score and each test; returns 1 unless it is an A+ with every test passed."""
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(Path(folder), port=HTTPS, is_secure=True),
        ThreadingHTTPServer(("localhost", HTTP), Upwards) as upwards,
    ):
        threading.Thread(target=upwards.serve_forever, daemon=True).start()
        told = scan(package, Path(folder) / "certificate.pem")
        upwards.shutdown()
    scan_told, tests = told["scan"], told["tests"]
    for name, test in sorted(tests.items()):
        sys.stdout.write(f"{'pass' if test['pass'] else 'FAIL'}  {name}: {test['result']}\n")
    passed = sum(bool(test["pass"]) for test in tests.values())
    sys.stdout.write(f"grade {scan_told['grade']}, score {scan_told['score']}, {passed} of {len(tests)} passed\n")
    return 0 if (scan_told["grade"], passed) == GOOD else 1


def scan(package: Path, certificate: Path) -> dict[str, dict]:
    """What the scanner says; the two lists that it would fetch from elsewhere are given as empty ones."""
    (package / "conf" / "hsts-preload.json").write_text("{}")
    (package / "conf" / "tld-list.json").write_text('["com"]')
    environ = {**os.environ, "NODE_EXTRA_CA_CERTS": str(certificate)}
    command = ["node", "src/scan.js", "localhost"]
    done = subprocess.run(command, cwd=package, env=environ, capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise SystemExit(f"the scanner failed: {done.stderr[-2000:]}")
    return dict(json.loads(done.stdout))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
