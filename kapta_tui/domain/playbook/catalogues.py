"""Scales and catalogues: tables of `code = "Label"` or `code = { label = …, value = …, retired = true }`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from kapta_tui.domain.playbook.model import Choice, key
from kapta_tui.domain.playbook.reader import Table
from kapta_tui.domain.stages import ENDED

_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


class Catalogue(NamedTuple):
    """How one catalogue is written: what `value` means, further numbers with their largest value, codes
    the program relies on, and whether it may be empty."""

    value: Literal["none", "rank", "chance"] = "none"
    numbers: Mapping[str, int] | None = None
    built_in: tuple[str, ...] = ()
    optional: bool = False


CATALOGUES: dict[str, Catalogue] = {
    "account_type": Catalogue(built_in=("normal", "strategic", "flagged", "archived")),
    "risk_status": Catalogue(built_in=("open", "in_process", "closed_invalid")),
    "severity": Catalogue(value="rank", numbers={"points": 100}),
    "likelihood": Catalogue(value="rank", numbers={"percent": 100, "factor": 1}),
    "priority": Catalogue(built_in=("p1", "p2", "p3", "p4")),
    "contact_role": Catalogue(built_in=("executive_sponsor", "decision_maker", "champion")),
    "friendliness": Catalogue(value="rank"),
    "decision_power": Catalogue(value="rank"),
    "relationship_strength": Catalogue(value="rank"),
    "opportunity_stage": Catalogue(value="chance", built_in=ENDED),
    "note_type": Catalogue(built_in=("internal", "risk", "qbr", "action", "task")),
    "action_status": Catalogue(built_in=("not_started", "in_progress", "completed", "cancelled")),
    "qbr_type": Catalogue(),
    "qbr_stage": Catalogue(built_in=("planned", "completed", "cancelled")),
    "qbr_rating": Catalogue(value="rank"),
    "voc_question": Catalogue(optional=True),
    "swot_quadrant": Catalogue(built_in=("strengths", "weaknesses", "opportunities", "threats")),
    "swot_lens": Catalogue(),
    "metric_unit": Catalogue(built_in=("number", "percent", "money", "colour")),
    "swot_theme": Catalogue(optional=True),
    "queue": Catalogue(optional=True),
    "jeopardy_origination": Catalogue(),
    "jeopardy_resolution": Catalogue(),
}


def read_catalogue(table: Table, kind: Catalogue) -> tuple[Choice, ...]:
    """Read all choices of a catalogue in the order written."""
    choices: list[Choice] = []
    for code in table.values:
        if isinstance(table.values[code], str):
            entry, label = None, table.text(code)
            if kind.value == "rank":
                table.problem(
                    code, f"{table.name(code)} has no value", f'write {code} = {{ label = "…", value = 1 }}'
                )
        else:
            entry = table.table(code)
            label = entry.text("label")
        choices.append(_choice(entry, code, label, kind))
    check_codes(table, choices)
    _check_built_in(table, choices, kind)
    return tuple(choices)


def check_codes(table: Table, choices: list[Choice]) -> None:
    """Note codes that are misspelt and codes or labels that people could not tell apart."""
    seen: dict[str, str] = {}
    for choice in choices:
        if not _CODE.fullmatch(choice.code):
            table.problem(
                choice.code,
                f"the code {choice.code!r} cannot be used",
                "use letters, digits, _ and -, a letter first",
            )
        for word in {key(choice.code), key(choice.label)}:
            if seen.setdefault(word, choice.code) != choice.code:
                table.problem(
                    choice.code,
                    f"{table.name(choice.code)} repeats the code or label of {seen[word]!r}",
                    "give each entry a code and a label of its own",
                )


def _choice(entry: Table | None, code: str, label: str, kind: Catalogue) -> Choice:
    if entry is None:
        return Choice(code, label)
    value: int | None = None
    if kind.value == "rank":
        value = entry.number("value", low=-100, high=100)
    elif kind.value == "chance" and "value" in entry.values:
        value = entry.number("value", low=0, high=100)
    numbers = {name: entry.decimal(name, 0, high) for name, high in (kind.numbers or {}).items()}
    retired = entry.flag("retired")
    entry.done()
    percent = numbers.get("percent")
    return Choice(code, label, value, retired, None if percent is None else int(percent))


def read_numbers(table: Table, name: str) -> dict[str, Decimal]:
    """Return a further number of every choice by code; `read_catalogue` has noted what is wrong with it."""
    found: dict[str, Decimal] = {}
    for code, entry in table.values.items():
        value = entry.get(name) if isinstance(entry, dict) else None
        found[code] = Decimal(value) if isinstance(value, int | Decimal) else Decimal(0)
    return found


def _check_built_in(table: Table, choices: list[Choice], kind: Catalogue) -> None:
    by_code = {choice.code: choice for choice in choices}
    for code in kind.built_in:
        if code not in by_code:
            table.problem(
                None,
                f"{table.name(code)} is missing, and the program relies on it",
                f'add {code} = "…"; the label is yours to choose',
            )
        elif by_code[code].retired:
            table.problem(
                code, f"{table.name(code)} is retired, but the program relies on it", "keep it in use"
            )
    if not kind.optional and not kind.built_in and all(choice.retired for choice in choices):
        name = ".".join(map(str, table.path))
        table.problem(None, f"{name} has no entry in use", 'add one, such as code = "Label"')
