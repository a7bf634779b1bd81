"""`kapta health -o`: the days of health as a picture (features: row 69)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.program import Program


@pytest.fixture
def program(tmp_path: Path) -> Program:
    found = Program(tmp_path / "kapta.db")
    assert found("--today", "2026-10-01", "account", "add", "--name", "Acme <b>").code == 0
    return found


def test_the_suffix_names_the_format_and_a_pipe_gets_svg(program: Program, tmp_path: Path) -> None:
    drawn = program("health", "Acme", "-o", "h.svg", "--factors", "plan,notes", "--since", "90d")
    assert "Wrote the picture to" in drawn.err
    text = (tmp_path / "h.svg").read_text()
    assert "Health of Acme &lt;b&gt;" in text
    assert ">Notes<" in text
    assert ">Freshness<" not in text
    assert program("health", "Acme", "-o", "-").out.startswith("<?xml")
    assert program("health", "Acme", "-o", "h.png").code == 0
    assert (tmp_path / "h.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("-o", "h.gif"), "svg"),
        (("-o", "h.svg", "--factors", "plans"), "no factor of health"),
        (("-o", "h.svg", "--json"), "Leave the other options out"),
        (("-o", "h.svg", "--since", "last-qbr"), "No QBR was held"),
        (("-o", "h.svg", "--since", "2199-01-01"), "not before today"),
        (("--factors", "plan"), "-o FILE.svg"),
    ],
)
def test_what_cannot_be_drawn_is_refused(program: Program, arguments: tuple[str, ...], words: str) -> None:
    refused = program("health", "Acme", *arguments)
    assert refused.code != 0
    assert words in refused.err
    assert not list(program.path.parent.glob("h.*"))
