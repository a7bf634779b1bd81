"""Measure every promise against its anchor and write docs/benchmarks.md; only named groups are printed alone.

Needs the measuring tools (`pair.py`, `tui_probe.py`) in the folder KAPTA_TOOLS, sqlite3 and visidata. A figure
counts only as a ratio to an anchor run in turn with it; nothing here fails when a ratio is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import goals
from data import TODAY, Material
from goals import Goal

ROOT = Path(__file__).resolve().parent.parent
TOOLS = Path(os.environ.get("KAPTA_TOOLS", ROOT.parent / "shared" / "tools"))
PYTHON = sys.executable
ROWS = 100_000

BARE = {
    "name": "bare",
    "cmd": f"{PYTHON} {ROOT / 'bench' / 'bare.py'}",
    "ready": "BARE READY",
    "quit": "ctrl+q",
}
"""An app that shows a few words."""

Runs = dict[str, list[dict[str, Any]]]


def main() -> None:
    """Measure what the arguments name, or everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=5, help="rounds (5)")
    parser.add_argument(
        "groups", nargs="*", default=list(MEASURES), help=f"any of {', '.join(MEASURES)} (all)"
    )
    wanted = parser.parse_args()
    if not (TOOLS / "pair.py").exists():
        sys.exit(f"There is no pair.py in {TOOLS}. Name the folder of the measuring tools in KAPTA_TOOLS.")
    sys.path.insert(0, str(TOOLS))
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory(prefix="kapta-bench-") as folder:
        material = Material(Path(folder))
        os.environ |= {"KAPTA_CONFIG": folder, "KAPTA_TODAY": TODAY, "KAPTA_USER": "Jane Doe"}
        Path(folder, "settings.toml").write_text('start_screen = "accounts"\n', encoding="utf-8")
        lines = [line for group in wanted.groups for line in MEASURES[group](material, wanted.n)]
    # Figures of a part would take the place of all others on the page.
    report(lines, write=set(wanted.groups) == set(MEASURES))


def start(material: Material, rounds: int) -> list[str]:
    """Start to first paint and to a filled accounts list, and what it holds in memory and does idle."""
    specs = [
        BARE,
        app_spec("kapta 10k", material.store(10_000), "Accounts 10.?000"),
        app_spec("kapta 100k", material.store(100_000), "Accounts 100.?000"),
    ]
    runs = compare(specs, rounds, idle=3.0)
    lines = rows(goals.START, runs)
    for name in ("bare", "kapta 10k", "kapta 100k"):
        peak, idle = median(runs, name, "peak_rss_mb"), median(runs, name, "idle_cpu_percent")
        lines.append(f"| memory and idle, {name} | peak {peak:.0f} MB | idle {idle:.1f} % of a core | | |")
    return lines


def keys(material: Material, rounds: int) -> list[str]:
    """The list's keys beside visidata on the same rows."""
    csv = material.csv(10_000)
    moves = "down*40@down pagedown*20@page"
    vd = f"{program('vd')} {csv}"
    specs: list[dict[str, Any]] = [
        {"name": "visidata", "cmd": vd, "ready": "X1[0-9]", "keys": moves, "quit": "q", "after": 1.0},
        app_spec("kapta", material.store(10_000), "Accounts 10.?000", keys=moves, after=1.0),
    ]
    return rows(goals.KEYS, compare(specs, rounds))


def board(material: Material, rounds: int) -> list[str]:
    """A board of many cards: ready beside an empty app, its keys beside those of a board of few."""
    from board import GOALS, specs

    return rows(GOALS, compare(specs(material, BARE, app_spec), rounds))


def lanes(material: Material, rounds: int) -> list[str]:
    """The keys of swim lanes of 2 000 bars over five years beside the page-down of visidata."""
    from lanes import ROWS, WANTED, specs

    vd = f"{program('vd')} {material.csv(ROWS)}"
    return rows(WANTED, compare(specs(material, vd, app_spec), rounds))


def pages(material: Material, rounds: int) -> list[str]:
    """The page of an account with thousands of records beside that of an empty one."""
    from account_page import page_store, specs

    return rows(goals.PAGES, compare(specs(page_store(material), app_spec), rounds))


def commands(material: Material, rounds: int) -> list[str]:
    """Help and a short list beside a Typer hello."""
    hello = f"{PYTHON} {ROOT / 'bench' / 'hello.py'}"
    kapta = program("kapta")
    listed = f"{kapta} --db {material.store(10_000)} account list --limit 50"
    help_runs = compare_cli(
        {"hello --help": f"{hello} --help", "kapta --help": f"{kapta} --help"}, rounds * 2
    )
    list_runs = compare_cli({"hello": hello, "kapta list": listed}, rounds * 2)
    return rows(goals.COMMANDS[:1], help_runs) + rows(goals.COMMANDS[1:], list_runs)


def exchange(material: Material, rounds: int) -> list[str]:
    """Import with all rules, journal and search, the same again, and export, beside the sqlite3 shell."""
    from exchange import measure

    runs = measure(material, ROWS, rounds)
    lines = rows(goals.EXCHANGE, runs)
    peak = max(run["peak_rss_mb"] for run in runs["kapta import"])
    return [
        *lines,
        f"| memory of the import of {ROWS} rows | {peak:.0f} MB | at most 120 MB | | {mark(peak <= 120)} |",
    ]


def search(material: Material, rounds: int) -> list[str]:
    """Every key of some words beside a LIKE scan over the same store; of the keys of one length the slowest."""
    from search_keys import measure

    return rows(goals.SEARCH, measure(material, rounds))


def health(material: Material, rounds: int) -> list[str]:
    """Health of all accounts beside their import, of one change beside a commit, `w` beside a down key, its days."""
    from health import DAYS, EXPLAIN, LEAST_MB, MONTHS, WANTED, kept, measure, store

    lines = rows(WANTED, measure(material, rounds))
    keys = "down*30@down wait:500 " + "w@why wait:400 escape wait:400 down " * 10
    lines += rows(
        EXPLAIN, compare([app_spec("kapta", store(material), "Accounts 10.?000", keys=keys)], rounds)
    )
    months = {name: kept(material, count) for name, count in (("1 month", 1), (f"{MONTHS} months", MONTHS))}
    specs = [app_spec(name, path, "Accounts 1.?000") for name, path in months.items()]
    lines += rows(DAYS, compare(specs, rounds))
    size = months[f"{MONTHS} months"].stat().st_size / 1e6
    return [
        *lines,
        f"| {MONTHS} months of days | {size:.0f} MB | at most {LEAST_MB} MB | | {mark(size <= LEAST_MB)} |",
    ]


MEASURES = {
    "start": start,
    "keys": keys,
    "board": board,
    "lanes": lanes,
    "pages": pages,
    "commands": commands,
    "exchange": exchange,
    "search": search,
    "health": health,
}


def app_spec(name: str, store: Path, ready: str, **more: Any) -> dict[str, Any]:
    """Return the description of a run of the app on `store`."""
    return {
        "name": name,
        "cmd": f"{PYTHON} -m kapta_tui --db {store}",
        "ready": ready,
        "quit": "ctrl+q",
    } | more


def compare(specs: list[dict[str, Any]], rounds: int, **more: Any) -> Runs:
    """Run terminal programs in turn and return their figures."""
    import pair

    found: Runs = pair.compare([{**spec, **more} for spec in specs], rounds)
    return found


def compare_cli(named: dict[str, str], rounds: int) -> Runs:
    """Run commands in turn and return their figures."""
    import pair

    found: Runs = pair.compare([{"name": n, "cmd": c, "kind": "cli"} for n, c in named.items()], rounds)
    return found


def median(runs: Runs, name: str, metric: str) -> float:
    """Return the median of one figure."""
    return statistics.median(run[metric] for run in runs[name] if run.get(metric) is not None)


def rows(wanted: Sequence[Goal], runs: Runs) -> list[str]:
    """Return the table rows of goals."""
    lines = []
    for goal in wanted:
        pairs = zip(runs[goal.subject], runs[goal.anchor], strict=True)
        metric, anchor = goal.metric, goal.anchor_metric or goal.metric
        ratios = [a[metric] / b[anchor] for a, b in pairs if a.get(metric) and b.get(anchor)]
        if not ratios:
            lines.append(f"| {goal.name} | not measured | {goal.anchor} | | |")
            continue
        ratio = statistics.median(ratios)
        sign = "≥" if goal.least else "≤"
        lines.append(
            f"| {goal.name} | {ratio:.2f} ({min(ratios):.2f}–{max(ratios):.2f}) | {goal.anchor} "
            f"| {sign} {goal.limit} | {mark(goal.met(ratio))} |"
        )
    return lines


def mark(met: bool) -> str:
    """Return how the table says whether a goal is met."""
    return "yes" if met else "**no**"


def program(name: str) -> str:
    """Return the path of a program, that of this Python before any other."""
    beside = Path(PYTHON).parent / name
    return str(beside) if beside.exists() else shutil.which(name) or name


def report(lines: list[str], *, write: bool) -> None:
    """Print the table and, where told, write it to docs/benchmarks.md."""
    text = "\n".join(
        [HEAD.format(day=date.today(), cores=os.cpu_count(), python=platform.python_version()), *lines, ""]
    )
    print(text)
    if write:
        (ROOT / "docs" / "benchmarks.md").write_text(text, encoding="utf-8")
    if shutil.which("sqlite3") is None:
        print("sqlite3 is not installed, so the exchange figures are missing.")


HEAD = """# Benchmarks

Ratios to an anchor run in turn with the program, medians of the rounds with minimum and maximum. Measured on
{day}: Linux, {cores} cores, Python {python}. `make bench` writes this page anew.

| what | ratio | anchor | goal | met |
|---|---|---|---|---|"""

if __name__ == "__main__":
    main()
