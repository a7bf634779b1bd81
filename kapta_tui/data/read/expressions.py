"""SQL expressions that depend on the playbook or on SQLite's own functions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kapta_tui.data.read.money import minor_units
from kapta_tui.data.read.sources.base import Source
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.stages import LOST, WON

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Choice, Playbook
    from kapta_tui.domain.scales import Scales


def value(source: Source, item: Field, playbook: Playbook) -> str:
    """Return the expression of a field of `source`, custom ones included."""
    if item.custom:
        path = item.name.replace('"', "").replace("'", "''")
        return f"json_extract({source.custom}, '$.\"{path}\"')"
    expression = source.fields[item.name]
    for mark, make in _OF_PLAYBOOK.items():
        if mark in expression:
            expression = expression.replace(mark, make(playbook))
    return expression


def order(source: Source, item: Field, playbook: Playbook) -> str:
    """Return the expression by which a field is sorted: texts folded, choices by rank, money in units."""
    if item.name in source.order:
        return source.order[item.name]
    expression = value(source, item, playbook)
    if item.type is FieldType.CHOICE and item.choices:
        return rank(playbook.choices(item.choices), expression)
    if item.type is FieldType.NUMBER or (item.custom and item.type is FieldType.MONEY):
        return f"CAST({expression} AS REAL)"
    if item.type is FieldType.MONEY:
        return f"{expression} * 1.0 / {minor_units(source.currency)}"
    if item.type is FieldType.REFERENCE and "SELECT n.name FROM" in expression:
        return expression.replace("SELECT n.name FROM", "SELECT n.name_folded FROM")
    if item.type.is_words:
        return f"fold({expression})"
    return expression


def ranks(choices: Sequence[Choice]) -> dict[str, int]:
    """Return the place of each code: its value on the scale, else its place in the catalogue."""
    return {
        choice.code: int(choice.value) if choice.value is not None else place
        for place, choice in enumerate(choices, start=1)
    }


def rank(choices: Sequence[Choice], expression: str) -> str:
    """Return the place of the code that `expression` holds; unknown codes have none."""
    return _case(expression, ranks(choices).items(), "NULL")


def stage_percent(playbook: Playbook) -> str:
    """Return the probability 0..100 of an opportunity's stage (domain.md 3.7)."""
    stages = playbook.choices("opportunity_stage")
    return _case("t.stage", ((c.code, int(c.value)) for c in stages if c.value is not None), "0")


ENDS: Final = {"won": WON, "lost": LOST}
"""What `is_open` is asked with."""


def is_open(row: str) -> str:
    """Return the condition, over the parameters `ENDS`, that the opportunity in `row` is neither won nor lost."""
    return f"{row}.stage NOT IN (:won, :lost)"


def likelihood_percent(playbook: Scales) -> str:
    """Return the probability 0..100 of a risk's likelihood (domain.md 3.2)."""
    scale = playbook.choices("likelihood")
    return _case("t.likelihood", ((c.code, c.percent) for c in scale if c.percent is not None), "NULL")


def relationship_label(playbook: Playbook) -> str:
    """Return the label of a relationship's strength, its code where the playbook lost it."""
    scale = playbook.choices("relationship_strength")
    branches = " ".join(f"WHEN {_quoted(choice.code)} THEN {_quoted(choice.label)}" for choice in scale)
    return f"(CASE r.strength {branches} ELSE r.strength END)" if branches else "r.strength"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


_OF_PLAYBOOK: dict[str, Callable[[Playbook], str]] = {
    "{stage_percent}": stage_percent,
    "{likelihood_percent}": likelihood_percent,
    "{relationship_label}": relationship_label,
    "{swot_stale_days}": lambda playbook: str(playbook.health.profile.swot_stale_days),
    "{satisfaction_stale_days}": lambda playbook: str(playbook.health.satisfaction.stale_days),
    "{satisfaction_expires_days}": lambda playbook: str(playbook.health.satisfaction.expires_days),
    "{voc_stale_days}": lambda playbook: str(playbook.health.profile.voc_stale_days),
}
"""Marks in the expressions of a source that the playbook fills."""


def _case(expression: str, pairs: Iterable[tuple[str, int]], otherwise: str) -> str:
    branches = " ".join(
        f"WHEN '{code.replace(chr(39), chr(39) * 2)}' THEN {number}" for code, number in pairs
    )
    return f"(CASE {expression} {branches} ELSE {otherwise} END)" if branches else otherwise
