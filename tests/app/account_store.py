"""A small portfolio on a real store, made once per session and copied for each test."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from kapta_tui.app import KaptaApp
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.transaction import Transaction
from kapta_tui.domain.fields import Value
from kapta_tui.settings import Settings
from tests.app.stores import app_on, copy_of
from tests.conftest import TODAY

NAUGHTY = (
    "Acme [/oops]",
    '=HYPERLINK("http://x","y")',
    "Red \x1b[31malert\x1b[0m \x07",
    "شركة النور للتجارة",
    "株式会社" * 50,
    "[bold]B[/bold] $x {y} %s",
)
"""Names that break programs that take text for more than text."""

NAMES = (
    "Acme Corp", "Betasoloin", "Bioholding", "Cancity", "Codehow", "Condax", "Dalttechnology", "dambase",
    "Domzoom", "Donquadtech", "Fasehatice", "Finhigh", "Funholding", "Ganjaflex", "Genco Pura", "Golddex",
    "Groovestreet", "Hatfan", "Initech", "Isdom", "Kan-code", "Kinnamplus", "Konex", "Labdrill",
)  # fmt: skip


def fill(store: Store, names: tuple[str, ...] = NAMES) -> None:
    """Write accounts called `names`, a family below the first, and what belongs to them, as one change."""
    with store.write("fill") as tx:
        for place, name in enumerate(names):
            _account(tx, place, name)
        parent = _first(tx)
        add_record(tx, "accounts", {"name": "Acme Nordic", "owner": "omar", "parent": parent})
        iberia = add_record(tx, "accounts", {"name": "Acme Iberia", "owner": "omar", "parent": parent})
        add_record(tx, "accounts", {"name": "Acme Lisboa", "owner": "lena", "parent": iberia})


def _first(tx: Transaction) -> int:
    return int(tx.raw.execute("SELECT min(id) FROM account").fetchone()[0])


def _account(tx: Transaction, place: int, name: str) -> None:
    values: dict[str, Value] = {"name": name, "owner": ("jane", "omar", "lena")[place % 3]}
    values["type"] = "strategic" if place % 4 == 0 else "normal"
    values["contributors"] = ("omar", "lena") if place % 5 == 0 else ()
    account = add_record(tx, "accounts", values)
    if place % 6 != 5:
        _commerce(tx, place, account, name)
        _plan(tx, place, account)
    if place % 4 == 1:
        severity = ("low", "medium", "high", "critical")[place // 4 % 4]
        add_record(
            tx,
            "risks",
            {
                "account": account,
                "reasons": ("QUIET", f"words about {name}"),
                "severity": severity,
                "likelihood": "likely",
                "details": "The **sponsor** left.",
                "opened_at": date(2026, 11, 9),
            },
        )
    if place % 5 == 0:
        add_record(
            tx,
            "risks",
            {
                "account": account,
                "reasons": ("Late invoices",),
                "status": "closed_resolved",
                "resolutions": ("a new contact",),
                "opened_at": date(2026, 3, 9),
                "closed_at": date(2026, 5, 2),
            },
        )


def _commerce(tx: Transaction, place: int, account: int, name: str) -> None:
    add_record(
        tx,
        "contracts",
        {
            "account": account,
            "name": f"C-{100 + place}",
            "value": 40_000 * (place * 7 % 23 + 1),
            "currency": "EUR",
            "start": date(2026, 1, 1),
            "end": TODAY + timedelta(days=60 + place * 97 % 700),
        },
    )
    ana: dict[str, Value] = {
        "account": account,
        "name": "Ana Ruiz",
        "title": "CFO",
        "role": "executive_sponsor",
    }
    add_record(tx, "contacts", ana | {"friendliness": "supporter", "power": "final_say"})
    add_record(tx, "contacts", {"account": account, "name": f"Bo of {name}", "role": "champion"})
    if place % 2 == 0:
        text = "Called the sponsor.\n\nThey asked about pricing for next year and the rollout in Madrid."
        day = date(2026, 11, 20) - timedelta(days=place * 9)
        add_record(tx, "notes", {"account": account, "text": text, "type": "call", "date": day})
        second: dict[str, Value] = {"account": account, "text": f"Met {name} on site.", "type": "meeting"}
        add_record(tx, "notes", second | {"date": date(2026, 10, 2) - timedelta(days=place * 12)})
        add_record(
            tx,
            "opportunities",
            {"account": account, "name": "Extension", "stage": "proposal", "amount": 120_000},
        )


def _plan(tx: Transaction, place: int, account: int) -> None:
    goal = add_record(
        tx, "goals", {"account": account, "name": "Live in three sites", "due": date(2027, 3, 1)}
    )
    due = date(2026, 11, 18) if place % 3 == 0 else date(2026, 12, 18)
    training: dict[str, Value] = {"account": account, "goal": goal, "name": "Training", "due": due}
    add_record(tx, "actions", training | {"start": date(2026, 10, 1), "percent": 60, "status": "in_progress"})
    later: dict[str, Value] = {"account": account, "goal": goal, "name": "Acceptance"}
    add_record(tx, "actions", later | {"start": date(2026, 12, 1), "due": date(2027, 1, 18)})
    add_record(tx, "tasks", {"account": account, "name": "Send the agenda", "due": date(2026, 11, 25)})


def _fill_as(store: Store, kind: str) -> None:
    if kind != "empty":
        fill(store, NAMES if kind == "full" else NAUGHTY)


def make_store(folder: Path, kind: str = "full") -> Store:
    """Return a store of its own in `folder`: "empty", "full" or "naughty"."""
    return copy_of(folder, _fill_as, kind)


def make_app(store: Store, settings: Settings | None = None) -> KaptaApp:
    """Return the app on `store`, starting at the accounts."""
    return app_on(store, "accounts", settings)
