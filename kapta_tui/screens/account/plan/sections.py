"""From the lines of plans to the sections of a playbook, in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kapta_tui.data.read.account_page_plan import PlanLine
from kapta_tui.data.read.families import Member
from kapta_tui.domain.planlevels import DEEPEST
from kapta_tui.domain.playbook import Playbook
from kapta_tui.screens.account.plan.model import PlanSection, section_key
from kapta_tui.widgets.cells import Token


def sections_of(account: int, lines: Sequence[PlanLine], playbook: Playbook) -> list[PlanSection]:
    """Return the sections of one plan: all that are offered, others only where they hold goals; none without goals."""
    return _sections(account, lines, playbook, only_filled=False) if lines else []


def sections_of_all(
    members: Sequence[Member],
    plans: Mapping[int, Sequence[PlanLine]],
    playbook: Playbook,
    risks: Mapping[int, Token],
) -> list[PlanSection]:
    """Return the sections of several plans that hold goals, account by account, each with its account's name.

    `risks` are the colours of the marks of accounts at risk.
    """
    return [
        replace(section, account=member.name, risk=risks.get(member.id))
        for member in members
        for section in _sections(member.id, plans.get(member.id, ()), playbook, only_filled=True)
    ]


def _sections(
    account: int, lines: Sequence[PlanLine], playbook: Playbook, *, only_filled: bool
) -> list[PlanSection]:
    by_code: dict[str, list[PlanLine]] = {}
    for line in lines:
        by_code.setdefault(line.section, []).append(line)
    known = {section.code: section for section in playbook.sections}
    found: list[PlanSection] = []
    for place, code in enumerate(dict.fromkeys((*known, *by_code))):
        section = known.get(code)
        is_offered = section is not None and not section.retired and not only_filled
        if code in by_code or is_offered:
            label = code if section is None else section.label
            levels = DEEPEST if section is None else section.levels
            key = section_key(account, place)
            found.append(PlanSection(key, account, code, label, levels, tuple(by_code.get(code, ()))))
    return found
