"""Doing what a step says by its command line gains what it promised, to the last digit (features: row 21)."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from kapta_tui.data.read.health.next import Advice, what_next
from kapta_tui.data.read.playbook import current
from kapta_tui.domain.playbook import Playbook
from tests.cli.program import TODAY, Program
from tests.conftest import make_store

DAY = date.fromisoformat(TODAY)
FILLED = {
    '--name "…"': "--name Whoever",
    '--title "…"': "--title CFO",
    "--friendliness …": "--friendliness neutral",
    "--power …": "--power some",
    "--value …": "--value 10",
    "--end …": f"--end {DAY + timedelta(400)}",
    '--website "…"': "--website some.test",
    "--status … --resolution …": "--status closed_invalid --details Mistaken",
    '--outline "…"': f"--outline 'Grow together\n  Known\n    Meet the board start:{DAY + timedelta(9)}'",
}
"""What stands for … in a command line; elsewhere it is a text."""

PARTLY = {"completeness"}
"""Items that one command line meets for one record of several."""

MANY = {"breadth"}


@pytest.fixture
def sample(demo_file: Path, tmp_path: Path) -> Program:
    """The program on a sample portfolio of its own."""
    return Program(Path(shutil.copyfile(demo_file, tmp_path / "kapta.db")))


@pytest.fixture
def reading(sample: Program) -> Iterator[sqlite3.Connection]:
    """A connection that reads it."""
    with closing(make_store(sample.path).connect()) as connection:
        yield connection


def one_of_each(connection: sqlite3.Connection, book: Playbook) -> Iterator[tuple[int, Advice]]:
    """Yield a step of each item and command that accounts of the sample have, with its account."""
    seen = set()
    for (account,) in connection.execute("SELECT id FROM account ORDER BY id"):
        for advice in what_next(connection, account, DAY, book).steps:
            sort = advice.step.item, advice.step.command, advice.step.kind
            if sort not in seen and advice.step.item not in MANY:
                seen.add(sort)
                yield account, advice


def filled(line: str) -> str:
    """Return a command line with everything that only the user knows."""
    for gap, words in FILLED.items():
        line = line.replace(gap, words)
    return line.replace("…", "What they told us when we met them.")


def test_each_command_line_gains_what_the_step_promised(sample: Program, reading: sqlite3.Connection) -> None:
    book = current(reading)
    done = set()
    for account, advice in list(one_of_each(reading, book)):
        before = what_next(reading, account, DAY, book)
        ran = sample.line(filled(advice.step.shell))
        assert ran.code == 0, (advice.step.shell, ran.err)
        after = what_next(reading, account, DAY, book)
        gain = (after.raw or Fraction(0)) - (before.raw or Fraction(0))
        if advice.step.item in PARTLY:
            assert 0 < gain <= advice.step.gain
        else:
            assert (advice.step.shell, gain) == (advice.step.shell, advice.step.gain)
            assert after.score == advice.step.shown_after
        done.add(advice.step.item)
        assert sample("undo").code == 0
    assert done >= {
        "note",
        "risk",
        "qbr",
        "coverage",
        "pace",
        "touch",
        "complete",
        "task",
        "swot_quadrant",
        "voc",
    }


def test_who_goes_cold_next_is_told_of_one_account_and_of_all(full: Program) -> None:
    text = "We spoke about the coming year."
    full("contact", "add", "Acme Corp", "--name", "Bo Lind", "--role", "champion")
    full("note", "add", "Acme Corp", "--text", text, "--contact", "Bo Lind", "--date", "2026-10-01")
    rows = full("contact", "cold", "--json").json
    assert [row["contact"] for row in rows][:2] == ["Bo Lind", "Ana Ruiz"]
    assert rows[0] | {"id": 0, "costs": 0} == {
        "cold_on": "2026-12-01",
        "days_left": 10,
        "account": "Acme Corp",
        "contact": "Bo Lind",
        "id": 0,
        "role": "champion",
        "last_contact": "2026-10-01",
        "costs": 0,
    }
    assert rows[0]["costs"] > 0
    assert (rows[1]["cold_on"], rows[1]["days_left"], rows[1]["last_contact"]) == (None, None, None)
    assert [
        row["contact"] for row in full("contact", "cold", "Acme Corp", "--within", "9", "--json").json
    ] == ["Ana Ruiz"]
    assert full("contact", "cold").lines[0][3] == "Bo Lind"
    assert full("contact", "cold", "nobody").code == 1
    assert full("contact", "cold", "--within", "-1").code == 2
