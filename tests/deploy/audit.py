"""Asks whether any pinned package has a known hole: `make audit`, and a part of `make lint`.

Where the advisories are out of reach it says so and lets the rest go on: a build without a network
is no fault of the code's.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

LOCKS: Final = Path(__file__).parent.parent.parent / "deploy" / "lock"
PATIENCE: Final = 60
"""Seconds."""


def main() -> int:
    """Say how many packages were looked up, and which holes are known; 1 if there is one."""
    packages = looked_up()
    known = [one for one in packages if "vulns" in one]
    for package in known:
        for hole in package["vulns"]:
            mended = ", ".join(hole["fix_versions"]) or "no version yet"
            sys.stdout.write(
                f"{package['name']} {package['version']}: {hole['id']}, mended in {mended}\n"
            )
    holes = sum(len(one["vulns"]) for one in known)
    of = len(packages) or "all"
    why = "" if known else ": the advisories are out of reach from here"
    sys.stdout.write(f"audit: {len(known)} of {of} packages looked up, {holes} known holes{why}\n")
    return 1 if holes else 0


def looked_up() -> list[dict[str, Any]]:
    """Give what pip-audit says of each package; nothing if it got nowhere."""
    asked = ["--require-hashes", "--disable-pip", "--format", "json", "--progress-spinner", "off"]
    command = [sys.executable, "-m", "pip_audit", *asked, "-r", str(LOCKS / "dev.txt")]
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        packages: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError):
        return []
    return packages


if __name__ == "__main__":
    raise SystemExit(main())
