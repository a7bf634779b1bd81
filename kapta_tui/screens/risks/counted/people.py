"""Who works on the risks, and what worked against them (features: rows 35 and 43)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.cells import cell_len

from kapta_tui.data.read.riskviewspeople import Load
from kapta_tui.data.read.riskviewsresolutions import ReasonOutcome, ResolutionOutcome, Worked
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.risk import NEVER_A_RISK
from kapta_tui.domain.text import one_line
from kapta_tui.screens.risks.columns import ATTENTION
from kapta_tui.screens.risks.counted.lines import WITH_ARCHIVED, Line, Part, bar, empty, line
from kapta_tui.screens.risks.counted.pane import Way
from kapta_tui.screens.risks.counted.terms import is_among
from kapta_tui.screens.risks.words import fitting, grouped
from kapta_tui.screens.severity import severity_token
from kapta_tui.screens.sums import sums_words
from kapta_tui.widgets.cells import FILL, CellPart, fit, plain

_ENDED: Final = f"active:no !status:{NEVER_A_RISK} {WITH_ARCHIVED}"
"""The risks that resolutions are judged by."""

_NOBODY: Final = "nobody"
_LATE: Final = f" Late ones are those of accounts with overdue work, {ATTENTION} those that nobody works on."

_NAMES: Final = 17
"""Most cells of a name."""

_WORK: Final = 4
_MONEY: Final = 11
_BAR: Final = 5


def load_part(found: Sequence[Load], playbook: Playbook, off: frozenset[str]) -> Part:
    """Return who works on the active risks, the most first."""
    most = max((one.active for one in found), default=0)
    names = min(_NAMES, max((cell_len(_name(one)) for one in found), default=0))
    head = f"{'late':>{_WORK + 1}}{ATTENTION:>{_WORK}}" if "plans" not in off else ""
    return Part(
        "load",
        [
            (f"Load of {len(found)} {'person' if len(found) == 1 else 'people'}", "strong"),
            FILL,
            (f"{head}{'active':>{_BAR + 6}} ", "muted"),
        ],
        [_person(one, most, names, playbook, off) for one in found] or [empty("No risk of these is active.")],
        "Active risks count for who is assigned, or for the account's owner where nobody is. Letters count severities, "
        f"as in 2C for two critical ones.{_LATE if head else ''}",
    )


def _name(one: Load) -> str:
    return one_line(one.person) or _NOBODY


def _person(one: Load, most: int, names: int, playbook: Playbook, off: frozenset[str]) -> Line:
    has_money, has_work = "contracts" not in off, "plans" not in off
    late, alone = (one.overdue, one.unaddressed) if has_work else (0, 0)
    grades = _grades(one, playbook, len(str(most)) + 2)
    work: list[CellPart] = [
        (f"{late or '':>{_WORK + 1}}", "bad"),
        (f"{alone or '':>{_WORK}}", "warn"),
    ]
    tail: list[CellPart] = [
        *(work if has_work else []),
        (f"  {bar(one.active, most, _BAR)}", "accent"),
        (f"{grouped(one.active):>4}", "strong"),
    ]

    def draw(width: int, _: int | None) -> Sequence[CellPart]:
        name = "".join(text for text, _ in fit([_name(one)], names))
        room = width - names - 1 - sum(cell_len(plain(part)) for part in (*grades, *tail)) - 2
        money = f"{fitting(one.value, _MONEY):>{_MONEY}}" if has_money and room >= _MONEY else ""
        return [name, " ", *(grades if room >= 0 else []), FILL, (money, "muted"), *tail]

    value = sums_words(one.value) if has_money else ""
    cells = [_name(one), str(one.active), str(late), str(alone), value]
    return line(one.person or _NOBODY, draw, cells, Way(one.active, "", active=True, person=one.person))


def _grades(one: Load, playbook: Playbook, width: int) -> list[CellPart]:
    """Return " 2C 1H      1L" in the colours of the severities, the gravest first, each in `width` cells of its own."""
    found: list[CellPart] = []
    for choice in reversed(playbook.offered("severity")):
        count = one.by_severity.get(choice.code, 0)
        words = f"{count}{choice.label[:1].upper()}" if count else ""
        found.append((f"{words:>{width}}", severity_token(playbook, choice.code)))
    return found


def worked_part(found: Sequence[ReasonOutcome]) -> Part:
    """Return the resolutions by reason, what worked best first."""
    cases = [entry for one in found for entry in _outcome(one)]
    return Part(
        "worked",
        [("What worked, by reason", "strong"), FILL, ("kept of used · days", "muted")],
        cases or [empty("No risk of these was closed with a resolution.")],
        "Kept are the risks that were closed without the account being lost; risks that never were any are left out, "
        "those of archived accounts count, as lost ones are archived. "
        "What worked best stands first: the share that can be relied on in 95 of 100 cases, so that one success in one "
        "case stands behind 18 in 20. A resolution that belongs to one of a risk's reasons counts for that one alone. "
        "The days are the median from opening to closing.",
    )


def _outcome(one: ReasonOutcome) -> list[Line]:
    key, value = one.code or one.label, one.code or one.label
    reason = is_among("reason", value)
    label = one_line(one.label)
    head = line(
        key,
        lambda width, stop: [(label, "strong"), FILL, *_worked(one.any)[1:]],
        [label, "", *_cells(one.any)],
        Way(one.any.used, f"{_ENDED} {reason}", active=False),
    )
    return [head, *(_resolution(key, label, reason, item) for item in one.resolutions)]


def _resolution(key: str, reason_label: str, reason: str, item: ResolutionOutcome) -> Line:
    label = one_line(item.label)
    terms = f"{_ENDED} {reason} {is_among('resolutions', item.code or item.label)}"
    return line(
        f"{key}\n{item.code or item.label}",
        lambda width, stop: [("  ", "muted"), label, FILL, *_worked(item.any)],
        [reason_label, label, *_cells(item.any)],
        Way(item.any.used, terms, active=False),
    )


def _worked(worked: Worked) -> list[CellPart]:
    """Return "5 of 6   50 d" with a bar of the share."""
    days = "" if worked.days is None else f"{worked.days:g} d"
    return [
        (bar(worked.kept, worked.used, _BAR), "good"),
        f" {grouped(worked.kept)} of {grouped(worked.used)}",
        (f"{days:>8}", "muted"),
    ]


def _cells(worked: Worked) -> list[str]:
    return [str(worked.kept), str(worked.used), "" if worked.days is None else f"{worked.days:g}"]
