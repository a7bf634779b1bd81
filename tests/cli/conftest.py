"""Stores for the command line: empty or filled for each test, or filled for a module that only reads."""

from __future__ import annotations

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.risks import start_risk
from tests.cli.program import Program
from tests.conftest import make_store


@pytest.fixture
def kapta(empty_file: Path, tmp_path: Path) -> Program:
    """The program on an empty store of its own."""
    return Program(_copy(empty_file, tmp_path))


@pytest.fixture(scope="session")
def filled_file(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a little of everything, never to be written."""
    path = _copy(empty_file, tmp_path_factory.mktemp("filled"))
    fill(make_store(path))
    return path


@pytest.fixture
def full(filled_file: Path, tmp_path: Path) -> Program:
    """The program on a filled store of its own."""
    return Program(_copy(filled_file, tmp_path))


@pytest.fixture(scope="module")
def filled(filled_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """The program on a filled store that the tests of a module only read."""
    return Program(_copy(filled_file, tmp_path_factory.mktemp("read")))


def fill(store: Store) -> None:
    """Put two customers with contacts, a contract, a risk and a plan into the store."""
    store.do(add_record, "accounts", {"name": "Acme Corp", "owner": "jane", "type": "strategic"})
    store.do(add_record, "accounts", {"name": "Zoë [/oops] 日本", "owner": "omar", "parent": "Acme Corp"})
    store.do(add_record, "contacts", {"account": "Acme Corp", "name": "Ana Ruiz", "email": "ana@acme.test"})
    store.do(
        add_record,
        "contracts",
        {"account": "Acme Corp", "name": "C-104", "value": Decimal("1200.5"), "end": store.today},
    )
    store.do(
        start_risk,
        {
            "account": "Acme Corp",
            "reasons": ("QUIET", "own words"),
            "severity": "high",
            "likelihood": "likely",
        },
    )
    store.do(add_record, "goals", {"account": "Acme Corp", "name": "Live in three sites"})
    store.do(
        add_record,
        "actions",
        {"account": "Acme Corp", "goal": "Live in three sites", "name": "Roll out", "due": store.today},
    )
    store.do(add_record, "notes", {"account": "Acme Corp", "text": "Called the sponsor"})


def _copy(template: Path, folder: Path) -> Path:
    path = folder / "kapta.db"
    shutil.copyfile(template, path)
    path.chmod(0o600)
    return path
