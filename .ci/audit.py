"""Looks up published advisories on every locked package.

Fails when one is found. When the advisory service does not answer it says so loudly and fails nothing: a build that
fails on somebody else's bad day teaches people to ignore it.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

# What pip-audit prints when its service is out of reach; anything else that goes wrong is ours.
UNREACHED = ("ConnectionError", "Could not connect", "Max retries", "timed out", "Client Error", "Server Error")


def main() -> int:
    return max(audit(lock) for lock in sys.argv[1:])


def audit(lock: str) -> int:
    command = [str(Path(sys.executable).parent / "pip-audit"), "--disable-pip", "--require-hashes", "--format", "json"]
    command += ["--progress-spinner", "off", "--requirement", lock]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.stdout.startswith("{"):
        return told(lock, json.loads(done.stdout)["dependencies"])
    if any(sign in done.stderr for sign in UNREACHED):
        return unreached(lock, done.stderr.strip().splitlines()[-1])
    print(f"{lock}: pip-audit stopped.\n{done.stderr}")
    return 1


def told(lock: str, packages: list[dict[str, Any]]) -> int:
    answered = [package for package in packages if "vulns" in package]
    # A mirror without advisories answers "not found" for every package, which pip-audit counts as nothing known.
    if not answered:
        return unreached(lock, f"it knows none of the {len(packages)} packages")
    for package in packages:
        if "skip_reason" in package:
            print(f"{lock}: NOT AUDITED {package['name']}: {package['skip_reason']}")
    found = [(package, each) for package in answered for each in package["vulns"]]
    for package, each in found:
        fixed = ", ".join(each["fix_versions"]) or "no version yet"
        print(f"{lock}: {package['name']} {package['version']}: {each['id']}, fixed in {fixed}")
    print(f"{lock}: {len(answered)} packages audited, {len(found)} advisories")
    return 1 if found else 0


def unreached(lock: str, reason: str) -> int:
    print(f"{lock}: NOT AUDITED. The advisory service did not answer: {reason}.")
    print("Nothing is known about these versions. Run `make audit` where the service can be reached.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
