"""`plaudit backup` and `restore`: the whole site in one file, taken while it runs and put back where there is none."""

import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

import plaudit
from plaudit.cli.site import load, migrate
from plaudit.values.refused import Refused

Where = Annotated[Path, typer.Argument(help="The file.")]
SQLITE, POSTGRESQL, PROOFS, ABOUT = "plaudit.sqlite3", "plaudit.dump", "proofs", "about.json"


def backup(file: Where) -> None:
    """Write the database and the files that prove acts into one file, which is there whole or not at all."""
    load()
    home, database, vendor = _site()
    part = file.with_name(f"{file.name}.part")
    with tempfile.TemporaryDirectory(dir=file.absolute().parent) as folder:
        copied = Path(folder) / (SQLITE if vendor == "sqlite" else POSTGRESQL)
        copy = _copy_sqlite if vendor == "sqlite" else _dump
        copy(database, copied)
        with tarfile.open(part, "w:gz") as archive:
            _say(archive, vendor)
            archive.add(copied, copied.name)
            if (home / PROOFS).exists():
                archive.add(home / PROOFS, PROOFS)
    part.chmod(0o600)
    part.replace(file)
    print(f"{file} holds the site as it was: {file.stat().st_size:,} bytes.")


def restore(file: Where) -> None:
    """Put a backup back, where there is no site yet; then bring it up to this version."""
    load()
    home, database, vendor = _site()
    if _inhabited(home, vendor):
        raise Refused("site-there", "There is a site here already; restore into an empty home and an empty database.")
    with tempfile.TemporaryDirectory(dir=home) as folder, tarfile.open(file, "r:gz") as archive:
        archive.extractall(folder, filter="data")
        taken = json.loads((Path(folder) / ABOUT).read_text("utf-8"))
        if taken["vendor"] != vendor:
            raise Refused("other-database", f"The backup is of {taken['vendor']}, this site runs on {vendor}.")
        if (Path(folder) / PROOFS).exists():
            shutil.copytree(Path(folder) / PROOFS, home / PROOFS, dirs_exist_ok=True)
        if vendor == "sqlite":
            (Path(folder) / SQLITE).replace(database["NAME"])
        else:
            _postgres("pg_restore", database, "--no-owner", "--exit-on-error", f"--dbname={database['NAME']}",
                      "--single-transaction", str(Path(folder) / POSTGRESQL))  # fmt: skip
    migrate()
    print(f"The site is as it was on {taken['at']}.")


def _site() -> tuple[Path, dict[str, Any], str]:
    # Django is there only now.
    from django.conf import settings
    from django.db import connection

    return settings.SITE.home, connection.settings_dict, connection.vendor


def _inhabited(home: Path, vendor: str) -> bool:
    # As above.
    from django.db import connection

    home.mkdir(parents=True, exist_ok=True)
    proofs = home / PROOFS
    if proofs.exists() and any(proofs.iterdir()):
        return True
    if vendor == "sqlite":
        return Path(connection.settings_dict["NAME"]).exists()
    return bool(connection.introspection.table_names())


def _copy_sqlite(database: dict[str, Any], to: Path) -> None:
    """SQLite's own online copy: one moment of the database, while others write."""
    if not Path(database["NAME"]).exists():
        raise Refused("no-site", f"There is no site in {database['NAME']}.")
    with closing(sqlite3.connect(database["NAME"])) as source, closing(sqlite3.connect(to)) as target:
        source.backup(target)


def _dump(database: dict[str, Any], to: Path) -> None:
    _postgres("pg_dump", database, "--format=custom", "--no-owner", f"--file={to}", str(database["NAME"]))


def _postgres(program: str, database: dict[str, Any], *arguments: str) -> None:
    """PostgreSQL's own program, with the password where other people on the machine cannot read it."""
    found = shutil.which(program)
    if found is None:
        raise Refused("program-missing", f"{program} is not installed; it comes with PostgreSQL's client programs.")
    said = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    environment = os.environ | {name: str(database[key]) for name, key in said.items() if database.get(key)}
    done = subprocess.run([found, *arguments], env=environment, capture_output=True, text=True, check=False)  # noqa: S603 -- the program's own options, no shell
    if done.returncode:
        raise Refused("program-failed", f"{program} says: {done.stderr.strip()}")


def _say(archive: tarfile.TarFile, vendor: str) -> None:
    about = {"vendor": vendor, "version": plaudit.__version__, "at": datetime.now(UTC).isoformat(timespec="seconds")}
    text = json.dumps(about).encode()
    entry = tarfile.TarInfo(ABOUT)
    entry.size = len(text)
    archive.addfile(entry, io.BytesIO(text))
