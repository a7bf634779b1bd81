"""What a cell of the risk matrix shows, and what is said and copied of it (features: row 54)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from kapta_tui.data.read.money import Money
from kapta_tui.data.read.riskviews import NONE, Matrix, Tally
from kapta_tui.domain.money import format_money
from kapta_tui.domain.playbook import Choice, Playbook
from kapta_tui.domain.risk import proposed_priority
from kapta_tui.screens.risks.words import fitting, grouped, proposal_words
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cellmatrix import Face, Head
from kapta_tui.widgets.cells import FILL, CellPart, Token

TOTAL: Final = "total"
"""The key of the row and the column of sums; codes of the playbook's scales are not compared with it."""

UNSET: Final = ""
"""The key of what is not set."""

NOT_SET: Final = "Not set"

_SHADES: Final[dict[str | None, Token]] = {"p1": "bad", "p2": "warn", "p3": "accent", "p4": "muted"}
"""Priority to the colour a cell lies in; the priority stands in the cell as a word too."""

_FEW: Final = 2
"""Currencies that are named below the matrix."""

_LOSS: Final = "loss "
_TALL: Final = 3
"""Lines of a row from which the expected loss has one of its own."""


def heads(scale: str, codes: Sequence[str | None], playbook: Playbook) -> list[Head]:
    """Return the heads of a scale with their sums at the end; likelihoods say their percentage where there is room."""
    choices = {choice.code: choice for choice in playbook.choices(scale)}
    found = [
        Head(code or UNSET, _names(choices.get(code or ""), playbook.label(scale, code) or NOT_SET))
        for code in codes
    ]
    return [*found, Head(TOTAL, ("All",))]


def _names(choice: Choice | None, label: str) -> tuple[str, ...]:
    percent = None if choice is None else choice.percent
    return (label,) if percent is None else (f"{label} {percent} %", label)


def tally(matrix: Matrix, row: str, column: str) -> Tally:
    """Return what stands in a cell, sums included."""
    severity, likelihood = row or None, column or None
    if row == column == TOTAL:
        return matrix.whole
    if row == TOTAL:
        return matrix.by_likelihood.get(likelihood, NONE)
    if column == TOTAL:
        return matrix.by_severity.get(severity, NONE)
    return matrix.at((severity, likelihood))


def proposed(playbook: Playbook, row: str, column: str) -> str | None:
    """Return the priority that a cell proposes, None of sums and where one of the two is not set."""
    if TOTAL in (row, column):
        return None
    return proposed_priority(playbook, row or None, column or None)


def face(matrix: Matrix, playbook: Playbook, row: str, column: str, height: int, width: int) -> Face:
    """Return count and priority above what is at stake and, from three lines on, the expected loss."""
    held, priority = tally(matrix, row, column), proposed(playbook, row, column)
    word = playbook.label("priority", priority)
    if not held.count:
        return Face([[("·", "muted"), FILL, (word, "muted"), " "]])
    is_sum = TOTAL in (row, column)
    shade = None if is_sum else _SHADES.get(priority)
    count: CellPart = (grouped(held.count), "strong")
    graded: CellPart = (word, shade) if shade and shade != "muted" else word
    if height == 1:
        short = fitting(held.value, width - cell_len(grouped(held.count)) - len(word) - 3)
        return Face([[count, (f" {short}" if short else "", "muted"), FILL, graded, " "]], shade)
    return Face([[count, FILL, graded, " "], *_money(held, height - 1, width)], shade)


def _money(held: Tally, room: int, width: int) -> list[list[CellPart]]:
    """Return value and loss in at most `room` lines, each currency in one of its own where there is room for it."""
    values, losses = _in_lines(held.value, width, ""), _in_lines(held.loss, width, _LOSS)
    if room < _TALL - 1:
        losses = []
    if len(values) + len(losses) > room:
        losses = _in_one(held.loss, width, _LOSS) if losses else []
    if len(values) + len(losses) > room:
        values = _in_one(held.value, width, "")
    lines: list[list[CellPart]] = [[one] for one in values]
    return lines + [[(one, "muted")] for one in losses]


def _in_one(money: Money, width: int, label: str) -> list[str]:
    words = fitting(money, width - len(label))
    return [f"{label}{words}"] if words else []


def _in_lines(money: Money, width: int, label: str) -> list[str]:
    """Return all sums in one line where they fit, else each in its own."""
    whole = f"{label}{sums_words(money)}"
    if cell_len(whole) <= width:
        return [whole] if money.sums else []
    blank = " " * len(label)
    return [
        f"{blank if place else label}{format_money(minor, code)}"
        for place, (code, minor) in enumerate(money.sums)
    ]


def named(playbook: Playbook, scale: str, key: str) -> str:
    """Return the label of a row or a column, "" for that of sums."""
    if key == TOTAL:
        return ""
    return playbook.label(scale, key) if key else f"no {scale}"


def spoken(matrix: Matrix, playbook: Playbook, row: str, column: str) -> list[str]:
    """Return what is said below the matrix of the cell under the cursor."""
    held = tally(matrix, row, column)
    names = [named(playbook, "severity", row), named(playbook, "likelihood", column)]
    where = " × ".join(filter(None, names)) or "all"
    count = f"{grouped(held.count)} {'risk' if held.count == 1 else 'risks'}"
    loss = f"expected loss {_brief(held.loss)}" if held.loss.sums else ""
    sums = [_brief(held.value), loss]
    return [where, count, *filter(None, sums)]


def _brief(money: Money) -> str:
    """Return both of two sums, of more the first and how many others there are."""
    return sums_words(money) if len(money.sums) <= _FEW else sums_words(money, 1, is_short=True)


def why(matrix: Matrix, playbook: Playbook, row: str, column: str) -> tuple[str, tuple[str, ...]]:
    """Return a title and sentences that explain the priority and the money of a cell (domain.md 3.2)."""
    held, priority = tally(matrix, row, column), proposed(playbook, row, column)
    where = " × ".join(
        filter(None, (named(playbook, "severity", row), named(playbook, "likelihood", column)))
    )
    sentences = [_priority(playbook, row, column, priority)]
    if held.value.sums:
        sentences.append(
            f"The accounts of {_risks(held.count)} have active contracts worth {sums_words(held.value, full=True)}; "
            "an account has one active risk, so that each is counted once."
        )
    elif held.count and playbook.enabled("contracts"):
        sentences.append("No active contract of these accounts has a value.")
    if held.loss.sums:
        percent = next((one.percent for one in playbook.choices("likelihood") if one.code == column), None)
        share = f"{percent} % of that" if percent is not None else "that times each risk's likelihood"
        sentences.append(f"Expected loss: {share}, {sums_words(held.loss, full=True)}.")
    return f"Why? · {where or 'all active risks'}", tuple(filter(None, sentences))


def _priority(playbook: Playbook, row: str, column: str, priority: str | None) -> str:
    if TOTAL in (row, column):
        return "The sum of the cells beside or above it; each of them proposes a priority of its own."
    words = proposal_words(playbook, row, column)
    return words if priority is None else f"{words} A risk whose priority was set by hand keeps its own."


def _risks(count: int) -> str:
    return "this risk" if count == 1 else f"these {grouped(count)} risks"


def gravest(matrix: Matrix) -> tuple[str, str]:
    """Return row and column of the cell that matters most among those with a risk."""
    rows = [row for row in matrix.severities if row in matrix.by_severity]
    columns = [one for one in matrix.likelihoods if (rows[0], one) in matrix.cells]
    # What is not set stands last, and is the least there is to say.
    known = [one for one in columns if one is not None] or columns
    return rows[0] or UNSET, known[-1] or UNSET


def copied(matrix: Matrix, playbook: Playbook) -> list[list[str]]:
    """Return the matrix as lines of cells: a line per severity, in each cell count and contract value."""
    rows, columns = (*matrix.severities, TOTAL), (*matrix.likelihoods, TOTAL)

    def cell(row: str | None, column: str | None) -> str:
        held = tally(matrix, row or UNSET, column or UNSET)
        return head_of(held) if held.count else ""

    head = ["Severity", *(_title(playbook, "likelihood", one) for one in columns)]
    return [
        head,
        *([_title(playbook, "severity", row), *(cell(row, column) for column in columns)] for row in rows),
    ]


def _title(playbook: Playbook, scale: str, code: str | None) -> str:
    return "All" if code == TOTAL else playbook.label(scale, code) or NOT_SET


def head_of(held: Tally) -> str:
    """Return "2 · €93.6k + $57.6k"."""
    return " · ".join(filter(None, (grouped(held.count), sums_words(held.value))))
