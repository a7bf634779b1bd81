"""A small portfolio on a real file, made once per run and copied."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from kapta_tui.data.write import verbs
from kapta_tui.domain.fields import Values
from tests.conftest import make_store
from tests.data.desk import Desk

KNOWN: Mapping[str, Values] = {
    "documents": {"name": "Contract scan", "path": "https://acme.test/c-1"},
    "swot": {"quadrant": "strengths", "text": "They like us"},
    "voc": {"question": "obstacles", "text": "Too few people", "contact": "Ana Ruiz"},
    "qbrs": {"name": "First review", "date": date(2026, 9, 1), "contacts": ("Ana Ruiz",)},
    "satisfaction": {"score": 6, "date": date(2026, 10, 1), "description": "Asked"},
    "metrics": {"name": "Uptime", "unit": "percent", "start": 90, "target": 99, "value": 95},
}
"""What is known about the first account, one record of each kind."""


@pytest.fixture(scope="session")
def portfolio_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Acme (account 1) with one record of everything and a closed risk; Beta (2) with an active risk.

    Every record of Acme has the id 1 in its kind; its active plan is goal 1 > objective 1 > action 1 > task 1.
    """
    path = tmp_path_factory.mktemp("portfolio") / "portfolio.db"
    shutil.copyfile(empty_file, path)
    path.chmod(0o600)
    desk = Desk(make_store(path))
    desk.do(verbs.add_record, "accounts", {"name": "Acme", "owner": "jane", "contributors": ("omar",)})
    desk.do(verbs.add_record, "accounts", {"name": "Beta", "parent": "Acme"})
    desk.do(verbs.add_record, "products", {"name": "Fibre", "code": "F1", "price": 10})
    desk.do(verbs.add_record, "contacts", {"account": "Acme", "name": "Ana Ruiz", "role": "champion"})
    desk.do(
        verbs.add_record,
        "contracts",
        {
            "account": "Acme",
            "name": "C-1",
            "value": 1200,
            "start": date(2026, 1, 1),
            "end": date(2027, 3, 31),
        },
    )
    desk.do(verbs.add_record, "opportunities", {"account": "Acme", "name": "More", "amount": 500})
    for kind, values in KNOWN.items():
        desk.do(verbs.add_record, kind, {"account": "Acme", **values})
    desk.do(verbs.add_note, {"account": "Acme", "text": "Called", "contacts": ("Ana Ruiz",)})
    desk.do(verbs.start_risk, {"account": "Acme", "reasons": ("QUIET",)})
    desk.do(verbs.close_risk, 1, {"status": "closed_resolved", "resolutions": ("CONTACT_FOUND",)})
    desk.do(
        verbs.start_risk,
        {"account": "Beta", "reasons": ("PRICE", "own words"), "severity": "high", "likelihood": "likely"},
    )
    desk.do(
        verbs.add_goal_outline, 1, "customer", "Live\n  Start well\n    Kick-off\n      Agenda\n      Minutes"
    )
    desk.do(verbs.edit_record, "actions", 1, {"due": date(2026, 12, 1), "contacts": ("Ana Ruiz",)})
    desk.do(verbs.add_goal_outline, 1, "customer", "Grow")
    desk.close()
    path.chmod(0o400)
    return path


@pytest.fixture
def desk(portfolio_file: Path, tmp_path: Path) -> Iterator[Desk]:
    """A copy of the portfolio for one test."""
    path = tmp_path / "kapta.db"
    shutil.copyfile(portfolio_file, path)
    path.chmod(0o600)
    desk = Desk(make_store(path))
    yield desk
    desk.close()
