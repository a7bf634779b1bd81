"""What Enter does to a field of a risk: edits it in place, or says what it follows from (features: row 46)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from kapta_tui.domain import risk as rules
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import Choice
from kapta_tui.screens import editing, editing_jobs
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.closing import ask_to_close
from kapta_tui.screens.dialogs import Pick, PickOption
from kapta_tui.screens.record.lines import Line, Way
from kapta_tui.screens.record.onefield import Offered, edit_field
from kapta_tui.screens.record.people import ask_person
from kapta_tui.screens.record.picktext import PickOrType
from kapta_tui.screens.risk.asking import address
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.screens.risk.why import explain
from kapta_tui.screens.risks.jobs import add_reasons

_CATALOGUES: Final = {"status": "risk_status"}
_NONE: Final = "none:"
"""The key of the entry that empties a field."""


def change(screen: BaseScreen, page: RiskPage, line: Line, go_to_account: Callable[[], object]) -> None:
    """Do what Enter does to `line`; `go_to_account` opens the page of the risk's account."""
    ways: Mapping[Way, Callable[[], object]] = {
        Way.CHOOSE: partial(_choose, screen, page, line.field),
        Way.PERSON: partial(_assign, screen, page),
        Way.FORM: partial(edit_field, screen, "risks", page.id, line.field, _resolutions(page)),
        Way.REASON: partial(change_reason, screen, page, line.place),
        Way.ACCOUNT: go_to_account,
        Way.ADDRESS: partial(address, screen, page.id),
        Way.WHY: partial(explain, screen, page, line.field),
    }
    ways[line.way]()


def _resolutions(page: RiskPage) -> Offered:
    """Return the resolutions that fit the reasons, in the place of all."""
    return {"resolutions": page.playbook.resolutions_for(page.reasons)}


def _choose(screen: BaseScreen, page: RiskPage, field: str) -> None:
    """Pick one of the choices of a field."""
    now = getattr(page.line.row, field)
    offered = page.playbook.offered(_CATALOGUES.get(field, field))
    options = [PickOption(choice.code, choice.label, _aside(page, field, choice, now)) for choice in offered]
    if field == "priority" and page.line.row.priority_by_hand:
        label = page.playbook.label("priority", page.proposed) or "none"
        options.append(PickOption(_NONE, "As proposed", label))
    elif field in ("severity", "likelihood") and now is not None:
        options.append(PickOption(_NONE, "Not rated"))
    title = f"{KINDS['risks'].by_name[field].label} · {page.line.row.account}"
    screen.app.push_screen(Pick(title, options), partial(_chosen, screen, page, field, now))


def _aside(page: RiskPage, field: str, choice: Choice, now: str | None) -> str:
    """Return what is said behind a choice: that it holds now, what it would cost, what is proposed."""
    row = page.line.row
    words = ["now"] if choice.code == now else []
    if field == "severity" and page.line.is_active:
        words.append(page.cost(choice.code, row.likelihood))
    elif field == "likelihood" and page.line.is_active:
        words.append(page.cost(row.severity, choice.code))
    elif field == "priority" and choice.code == page.proposed:
        words.append("proposed")
    elif field == "status" and page.line.is_active and rules.is_closed(choice.code):
        words.append("asks how it was resolved")
    return " · ".join(words)


def _chosen(screen: BaseScreen, page: RiskPage, field: str, now: str | None, key: str | None) -> None:
    if key is None or key == now:
        return
    if field == "status" and page.line.is_active and rules.is_closed(key):
        ask_to_close(screen, [page.id], status=key)
    else:
        save(screen, page, field, None if key == _NONE else key)


def save(screen: BaseScreen, page: RiskPage, field: str, value: str | tuple[str, ...] | None) -> None:
    """Write one field of the risk as it was read, as one change."""
    editing.run(screen, editing_jobs.edit("risks", page.id, {field: value}, page.version))


def _assign(screen: BaseScreen, page: RiskPage) -> None:
    """Pick who sees to the risk."""
    title = f"Assigned to · {page.line.row.account}"
    row = page.line.row
    ask_person(screen, title, row.assignee, page.assigned, partial(save, screen, page, "assignee"))


def change_reason(screen: BaseScreen, page: RiskPage, place: int) -> None:
    """Put another reason into the place of one; without any, add the first."""
    held = list(page.reasons)

    def taken(reason: str | None) -> None:
        if reason is not None:
            save(screen, page, "reasons", (*held[:place], reason, *held[place + 1 :]))

    if held:
        title = f"Instead of {page.line.row.reasons[place]}"
        screen.app.push_screen(_reason_list(page, title), taken)
    else:
        add_reason(screen, page)


def add_reason(screen: BaseScreen, page: RiskPage) -> None:
    """Add a reason as the least important one."""

    def taken(reason: str | None) -> None:
        if reason is not None:
            editing.run(screen, add_reasons(page.id, (reason,)))

    screen.app.push_screen(_reason_list(page, f"One more reason · {page.line.row.account}"), taken)


def without(page: RiskPage, place: int) -> tuple[int, ...]:
    """Return the places of the reasons that are left when the one at `place` is taken away."""
    return tuple(other for other in range(len(page.reasons)) if other != place)


def moved(page: RiskPage, place: int, step: int) -> tuple[int, ...] | None:
    """Return the places of the reasons with one a place up (`step` -1) or down (1); None where there is none."""
    other, order = place + step, list(range(len(page.reasons)))
    if not 0 <= other < len(order) or place >= len(order):
        return None
    order[place], order[other] = order[other], order[place]
    return tuple(order)


def with_reasons(page: RiskPage, places: Sequence[int]) -> RiskPage:
    """Return the page as it will be read once the reasons at `places` are written in that order."""
    labels = page.line.row.reasons
    row = page.line.row._replace(reasons=tuple(labels[place] for place in places))
    return replace(
        page,
        line=page.line._replace(row=row),
        reasons=tuple(page.reasons[place] for place in places),
        version=page.version + 1,
    )


def _reason_list(page: RiskPage, title: str) -> PickOrType:
    held: Sequence[str] = page.reasons
    offered = [choice for choice in page.playbook.offered("reasons") if choice.code not in held]
    options = [PickOption(choice.code, choice.label) for choice in offered]
    return PickOrType(title, options, typed="your own words" if page.playbook.custom_reasons else "")
