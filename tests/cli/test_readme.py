"""The first ten minutes of the README, typed as they stand there, on an empty store."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from tests.cli.program import Program

README = Path(__file__).parents[2] / "README.md"


def test_the_first_ten_minutes_run_as_written(kapta: Program) -> None:
    lines = first_lines()
    wanted = [
        "account",
        "risk",
        "today",
        "task",
        "goal",
        "goal",
        "timeline",
        "report",
        "report",
        "satisfaction",
        "health",
        "health",
        "account",
        "undo",
    ]
    assert [line.split()[1] for line in lines] == wanted
    said = {}
    for line in lines:
        ran = kapta.process(*shlex.split(line)[1:])
        assert ran.code == 0, f"{line}\n{ran.err}"
        said[line.split()[1]] = ran.out + ran.err
    assert "Acme Corp" in said["today"], "the risk just started is on the agenda"
    assert "Acme Nordic" in said["undo"]
    assert kapta("risk", "list", "--filter", "unaddressed", "--json").json == [], "the task addresses it"
    assert [row["name"] for row in kapta("account", "list", "--json").json] == ["Acme Corp"]


def first_lines() -> list[str]:
    """Return the command lines of the block in the last step."""
    section = README.read_text(encoding="utf-8").split("## The first ten minutes")[1].split("\n## ")[0]
    (block,) = re.findall(r"```\n(.*?)```", section, re.DOTALL)
    return [line.strip() for line in block.splitlines() if line.strip()]
