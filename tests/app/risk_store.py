"""A handful of risks on a real store, made once per session and copied for each test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from textual.pilot import Pilot

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value
from kapta_tui.screens.risks import RisksScreen
from kapta_tui.settings import Settings
from tests.app.shell_screens import settled
from tests.app.stores import app_on, copy_of
from tests.data.desk import Desk

PLAIN = ("Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta", "Iota", "Kappa")

NAUGHTY = (
    "Acme [/oops]",
    "=1+1",
    "Red \x1b[31malert\x07",
    "شركة النور",
    "株式会社" * 40,
    "[b]B[/b] $x {y} %s",
    "tab\there",
    "e\u0301" * 30,
    "👩\u200d👩\u200d👧 family",
    "@click=app.quit",
)
"""Names that break programs that take text for more than text."""

RATINGS: tuple[tuple[str | None, str | None], ...] = (
    ("critical", "likely"),
    ("critical", "possible"),
    ("high", "likely"),
    ("high", "unlikely"),
    ("medium", "possible"),
    ("low", "unlikely"),
    (None, None),
)
"""Severity and likelihood of the active risks, which have the ids 1 to 7, one per account."""


def _fill_with(store: Store, names: tuple[str, ...]) -> None:
    if names:
        with store.write("fill") as tx:
            _fill(tx, names)


def _fill(tx: Transaction, names: tuple[str, ...]) -> None:
    """Write ten accounts: seven with an active risk, three without; two closed risks, of the first and eighth."""
    accounts = []
    for place, name in enumerate(names):
        account = add_record(tx, "accounts", {"name": name, "owner": ("jane", "omar")[place % 2]})
        contract: dict[str, Value] = {"account": account, "name": "C", "value": 10_000 * (place + 1)}
        contract |= {"currency": "USD" if place % 3 == 0 else "EUR"}
        add_record(tx, "contracts", contract | {"start": date(2026, 1, 1), "end": date(2027, 3, 31)})
        accounts.append(account)
    for place, (severity, likelihood) in enumerate(RATINGS):
        risk: dict[str, Value] = {
            "account": accounts[place],
            "reasons": ("QUIET", f"words on {names[place]}"),
        }
        risk |= {"severity": severity, "likelihood": likelihood, "details": f"Details of {names[place]}"}
        add_record(tx, "risks", risk | {"opened_at": date(2026, 11, 1 + 3 * place)})
    for account in (accounts[0], accounts[7]):
        closed: dict[str, Value] = {"account": account, "reasons": ("PRICE",), "status": "closed_resolved"}
        closed |= {"resolutions": ("Renewed",), "severity": "high", "likelihood": "likely"}
        add_record(tx, "risks", closed | {"opened_at": date(2026, 2, 1), "closed_at": date(2026, 4, 1)})
    goal = add_record(tx, "goals", {"account": accounts[1], "name": "Keep them"})
    late: dict[str, Value] = {"account": accounts[1], "goal": goal, "name": "Call them"}
    add_record(tx, "actions", late | {"due": date(2026, 11, 1)})


def make_desk(folder: Path, names: tuple[str, ...] = PLAIN) -> Desk:
    """Return a store of its own in `folder`, with the hands of a test on it."""
    return Desk(copy_of(folder, _fill_with, names))


def make_app(desk: Desk, settings: Settings | None = None) -> KaptaApp:
    """Return the app on the store, starting at the risks."""
    return app_on(desk.store, "risks", settings)


async def risks_screen(pilot: Pilot[None]) -> RisksScreen:
    """Return the risks screen once it has shown what it asked for."""
    await settled(pilot)
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, RisksScreen)
    return screen
