"""Which resolution works best, by reason (features: row 43)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from kapta_tui.data.read.records import View
from kapta_tui.data.read.riskchosen import chosen
from kapta_tui.data.read.riskviewsreasons import label_pairs, own_words
from kapta_tui.data.read.sources import SOURCES
from kapta_tui.domain import proportions
from kapta_tui.domain.risk import NEVER_A_RISK

LOST = "closed_lost"
"""The closing status of a risk that came true; every other one kept the account."""


class Worked(NamedTuple):
    """How often a resolution was used and in how many of these the account was kept, in full or smaller.

    `days` is the median of the whole days the risks were open, None without a risk.
    """

    used: int
    kept: int
    days: float | None

    @property
    def percent(self) -> int | None:
        """The share that was kept in whole percent, half up; None without a risk."""
        return (self.kept * 200 + self.used) // (2 * self.used) if self.used else None


@dataclass(frozen=True, slots=True)
class ResolutionOutcome:
    """What became of closed risks with a resolution: of all with the reason, and of those it mattered most in."""

    code: str | None
    label: str
    any: Worked
    primary: Worked


@dataclass(frozen=True, slots=True)
class ReasonOutcome:
    """A reason with its closed risks as `Worked` counts them, and the resolutions used, what worked best first.

    A resolution that the playbook offers for some of a risk's reasons counts for these alone, any other one for all of
    them. The order is that of `proportions.at_least`, then of the cases: a share of few cases stands behind an equally
    good one of many, and one lucky case behind eighteen of twenty.
    """

    code: str | None
    label: str
    any: Worked
    primary: Worked
    resolutions: tuple[ResolutionOutcome, ...]


class _Case(NamedTuple):
    """A reason of a closed risk; `words` are own words folded, `is_kept` says that the account was not lost."""

    risk: int
    code: str | None
    words: str | None
    label: str
    is_primary: bool
    is_kept: bool
    days: int


def resolutions(connection: sqlite3.Connection, view: View, filter: str = "") -> tuple[ReasonOutcome, ...]:  # noqa: A002
    """Return the reasons of closed risks that pass `filter`, those of most risks first. Raises FilterError.

    Those of archived accounts count unless the filter says otherwise, as an account that was lost is archived
    (features: row 25). Risks closed because they never were any are left out: nothing worked or failed
    (domain.md 3.2).
    """
    cases = _cases(connection, view, filter)
    used = _used(connection, view, cases)
    labels = dict(label_pairs(view, "reasons"))
    names = dict(label_pairs(view, "resolutions"))
    by_reason: dict[tuple[str | None, str | None], list[_Case]] = {}
    for case in cases:
        by_reason.setdefault((case.code, case.words), []).append(case)
    outcomes = (
        ReasonOutcome(
            code,
            labels.get(code or "", of_reason[0].label),
            _worked(of_reason),
            _worked(case for case in of_reason if case.is_primary),
            _outcomes(of_reason, used, names),
        )
        for (code, _), of_reason in by_reason.items()
    )
    return tuple(sorted(outcomes, key=lambda one: (-one.any.used, -one.primary.used, one.label.casefold())))


def _cases(connection: sqlite3.Connection, view: View, filter: str) -> list[_Case]:  # noqa: A002
    found = chosen(view, filter, archived=True)
    days = SOURCES["risks"].fields["days_open"]
    rows = connection.execute(
        f"SELECT t.id, r.code, r.label, t.status <> :lost, {days} "
        f"FROM {found.tables} JOIN risk_reason r ON r.risk_id = t.id "
        f"WHERE t.closed_at IS NOT NULL AND t.status <> :never AND {found.where} ORDER BY t.id, r.position",
        found.parameters | {"lost": LOST, "never": NEVER_A_RISK},
    )
    cases: list[_Case] = []
    before = None
    for risk, code, label, is_kept, days_open in rows:
        cases.append(_Case(risk, code, own_words(code, label), label, risk != before, is_kept, days_open))
        before = risk
    return cases


_Resolution = tuple[str | None, str | None, str]
"""Code, folded own words, label."""


def _used(
    connection: sqlite3.Connection, view: View, cases: Sequence[_Case]
) -> dict[tuple[int, str | None], list[_Resolution]]:
    """Return what was done about a reason: by risk and the code of its reason, None for own words."""
    codes: dict[int, set[str | None]] = {}
    for case in cases:
        codes.setdefault(case.risk, set()).add(case.code)
    reasons_of: dict[str, set[str | None]] = {}
    for reason in view.playbook.reasons:
        for choice in reason.resolutions:
            reasons_of.setdefault(choice.code, set()).add(reason.code)
    found: dict[tuple[int, str | None], list[_Resolution]] = {}
    rows = connection.execute("SELECT r.risk_id, r.code, r.label FROM risk_resolution r ORDER BY r.id")
    for risk, code, label in rows:
        those = codes.get(risk)
        if those is None:
            continue
        own = reasons_of.get(code)
        for one in (those & own if own else those) or those:
            found.setdefault((risk, one), []).append((code, own_words(code, label), label))
    return found


def _outcomes(
    cases: Sequence[_Case],
    used: Mapping[tuple[int, str | None], Sequence[_Resolution]],
    names: dict[str, str],
) -> tuple[ResolutionOutcome, ...]:
    by_resolution: dict[tuple[str | None, str | None], list[_Case]] = {}
    labels: dict[tuple[str | None, str | None], str] = {}
    for case in cases:
        for code, words, label in used.get((case.risk, case.code), ()):
            by_resolution.setdefault((code, words), []).append(case)
            labels.setdefault((code, words), names.get(code or "", label))
    found = (
        ResolutionOutcome(
            key[0], labels[key], _worked(those), _worked(one for one in those if one.is_primary)
        )
        for key, those in by_resolution.items()
    )
    return tuple(sorted(found, key=_rank))


def _rank(one: ResolutionOutcome) -> tuple[float, int, str]:
    return -proportions.at_least(one.any.kept, one.any.used), -one.any.used, one.label.casefold()


def _worked(cases: Iterable[_Case]) -> Worked:
    those = list(cases)
    days = median(case.days for case in those) if those else None
    return Worked(len(those), sum(case.is_kept for case in those), days)
