"""What a number on the page of a risk follows from (domain.md 3.1, 3.2 and 4.1)."""

from __future__ import annotations

from kapta_tui.domain.risk import UNADDRESSED
from kapta_tui.screens.base import BaseScreen
from kapta_tui.screens.dialogs.explanation import Explanation, Reasoning
from kapta_tui.screens.ends import SOON_DAYS
from kapta_tui.screens.risk.loading import RiskPage
from kapta_tui.screens.risks.why import health_words, loss_words, priority_words

_FIXED = {
    "nearest_contract_end": "The day on which the account's first active contract runs out.",
    "contract_expiration": "The farthest end of all active contracts of the account: it is covered until then.",
    "unaddressed": f"An active risk is unaddressed while {UNADDRESSED}, itself or by the goal or action it stands "
    "below; a goal without any is not enough. A links work, n in the pane of work adds a task.",
}


def explain(screen: BaseScreen, page: RiskPage, field: str) -> None:
    """Show what `field` of the risk follows from; of a field that follows from nothing, priority, loss and cost."""
    sentences = tuple(sentence for sentence in reasoning(page, field) if sentence)
    screen.app.push_screen(Explanation(Reasoning(f"Why? · {page.line.row.account}", sentences)))


def reasoning(page: RiskPage, field: str) -> list[str]:
    """Return the sentences that explain `field`."""
    row, has_contracts = page.line.row, "contracts" not in page.off
    if field in ("nearest_contract_end", "contract_expiration"):
        return [_FIXED[field], f"A next end within {SOON_DAYS} days is marked."]
    if field in _FIXED:
        return [_FIXED[field]]
    if field == "days_open":
        return [_days(page)]
    if field in ("contract_value", "expected_loss"):
        return [loss_words(row, page.playbook, page.worth)]
    if field == "health":
        return [_health(page)]
    loss = [loss_words(row, page.playbook, page.worth)] if has_contracts else []
    return [priority_words(row, page.playbook), *loss, _health(page)]


def _health(page: RiskPage) -> str:
    row, known = page.line.row, page.weighed
    effect = None if known is None else known.effect(page.playbook, (row.severity, row.likelihood))
    return health_words(row, page.playbook, effect)


def _days(page: RiskPage) -> str:
    row = page.line.row
    until = f"until it was closed on {row.closed_at}" if row.closed_at else f"until today, {page.today}"
    stages = "; ".join(
        f"{page.playbook.label('risk_status', stage.status)} since {stage.since}"
        for stage in page.detail.stages
    )
    return f"Counted from {row.opened_at} {until}. {stages}."
