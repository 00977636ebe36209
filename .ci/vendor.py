"""Fetches the front-end files at pinned versions from the npm registry, checked against their published hashes.

Change a version below and run `make vendor`.
"""

import base64
import hashlib
import json
import subprocess
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).parents[1] / "src/plaudit/web/static/vendor"
# Each package with the sha512 of its archive, and where each file that we serve lies in it.
PINNED = {
    "@picocss/pico@2.1.1": (
        "kIDugA7Ps4U+2BHxiNHmvgPIQDWPDU4IeU6TNRdvXQM1uZX+FibqDQT2xUOnnO2yq/LUHcwnGlu1hvf4KfXnMg==",
        {"css/pico.min.css": "pico.min.css", "LICENSE.md": "pico.LICENSE.md"},
    ),
    "htmx.org@2.0.11": (
        "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        {"dist/htmx.min.js": "htmx.min.js", "LICENSE": "htmx.LICENSE"},
    ),
}


def fetch(package: str, sha512: str, files: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as scratch:
        packed = ["npm", "pack", "--silent", "--json", "--pack-destination", scratch, package]
        told = json.loads(subprocess.run(packed, check=True, capture_output=True, text=True).stdout)
        archive = Path(scratch) / told[0]["filename"]
        found = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
        if found != sha512:
            raise SystemExit(f"{package} has the hash {found}, not the one that is pinned.")
        with tarfile.open(archive) as packed_files:
            for name, to in files.items():
                file = packed_files.extractfile(f"package/{name}")
                if file is None:
                    raise SystemExit(f"{package} has no {name}.")
                (HERE / to).write_bytes(file.read())


if __name__ == "__main__":
    for package, (sha512, files) in PINNED.items():
        fetch(package, sha512, files)
