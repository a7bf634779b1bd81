"""Import and export beside the sqlite3 shell: rows per second of whole processes; and the way back."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from data import HEADER, Material

Runs = dict[str, list[dict[str, Any]]]


def measure(material: Material, count: int, rounds: int) -> Runs:
    """Return the runs of both programs, in turn, with rows per second."""
    import pair

    csv = material.csv(count)
    full = material.store(count)
    runs: Runs = {}
    plain = material.folder / "plain.db"
    subprocess.run(["sqlite3", str(plain), f".import --csv {csv} accounts"], check=True)
    for number in range(rounds):
        fresh = material.folder / f"import-{number}.db"
        bare = material.folder / f"bare-{number}.db"
        kapta = f"{sys.executable} -m kapta_tui --db"
        named = {
            "sqlite3 .import": f"sqlite3 {bare} '.import --csv {csv} accounts'",
            "kapta import": f"{kapta} {fresh} import {csv} --as accounts",
            "kapta again": f"{kapta} {full} import {csv} --as accounts",
            "sqlite3 -csv": f"sqlite3 -csv {plain} 'SELECT * FROM accounts'",
            "kapta export": f"{kapta} {full} export accounts --format csv",
            "kapta export 12": f"{kapta} {full} export accounts --format csv --columns {','.join(HEADER)}",
            "kapta undo": f"{kapta} {fresh} undo",
        }
        for name, command in named.items():
            run = pair.run_cli(command)
            run["rows_s"] = count / run["wall_ms"] * 1000
            runs.setdefault(name, []).append(run)
        for path in material.folder.glob(f"*-{number}.db*"):
            Path(path).unlink()
    return runs
