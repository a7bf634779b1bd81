"""Real files end to end; skipped with a word where their folder is not at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from kapta_tui.exchange.outcome import ImportOutcome
from kapta_tui.exchange.pipeline import Options, import_files
from tests.exchange.imports import Bench


def load(bench: Bench, folder: Path, *, create_accounts: bool = False) -> ImportOutcome:
    """Import every file of a folder in one call."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return import_files(bench.store, files, Options(create_accounts=create_accounts))


def counts(outcome: ImportOutcome) -> dict[str, tuple[int, int]]:
    """Return kind → created and rejected."""
    found: dict[str, tuple[int, int]] = {}
    for item in outcome.files:
        if item.kind:
            created, rejected = found.get(item.kind, (0, 0))
            found[item.kind] = (created + item.created, rejected + item.rejected)
    return found


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        (
            "maven-crm-sales",
            {"accounts": (85, 0), "products": (7, 0), "opportunities": (7375, 1425), "users": (35, 0)},
        ),
        (
            "maven-crm-sales-xlsx",
            {"accounts": (85, 0), "products": (7, 0), "opportunities": (7375, 1425), "users": (35, 0)},
        ),
        (
            "salesforce-weekly-export",
            {
                "accounts": (12, 0),
                "contacts": (20, 0),
                "contracts": (0, 0),
                "notes": (0, 6),
                "opportunities": (32, 0),
                "products": (74, 0),
                "tasks": (0, 0),
            },
        ),
        (
            "deal-desk",
            {"accounts": (25, 0), "contracts": (25, 0), "opportunities": (35, 0), "products": (31, 0)},
        ),
        ("odoo-import", {"accounts": (5, 0), "contacts": (8, 1)}),
        ("dutch-contracts", {"contracts": (6558, 0)}),
        ("sfdx-tree-json/lwc-recipes", {"contacts": (6, 8), "accounts": (10, 0), "opportunities": (20, 0)}),
    ],
)
def test_a_folder_and_its_second_import(
    bench: Bench, samples: Path, folder: str, expected: dict[str, tuple[int, int]]
) -> None:
    first = load(bench, samples / folder, create_accounts=True)
    assert counts(first) == expected
    assert bench.faults() == []
    second = load(bench, samples / folder, create_accounts=True)
    assert (second.event, second.changed) == (None, 0)
    for item in (*first.files, *second.files):
        assert item.rows == item.created + item.updated + item.unchanged + item.rejected + item.skipped


def test_the_maven_pipeline_in_detail(bench: Bench, samples: Path) -> None:
    outcome = load(bench, samples / "maven-crm-sales")
    pipeline = next(item for item in outcome.files if item.kind == "opportunities")
    assert "'GTXPro' taken for the product 'GTX Pro' in 1480 rows" in pipeline.notes
    assert {reject.reason for reject in pipeline.reasons} == {
        "Account is required; rows without one can be given it"
    }
    stages = dict(bench.rows("SELECT stage, count(*) FROM opportunity GROUP BY stage"))
    assert stages["won"] == 4238
    children = bench.rows("SELECT count(*) FROM account WHERE parent_id IS NOT NULL")
    assert children == [(15,)]


def test_every_naughty_string_is_a_name(bench: Bench, samples: Path, tmp_path: Path) -> None:
    mapping = tmp_path / "map.toml"
    mapping.write_text('"value" = "name"\n')
    options = Options(kind="accounts", map=mapping)
    path = samples / "naughty-strings" / "blns.json"
    first = import_files(bench.store, [path], options).files[0]
    assert first.created > 400
    assert bench.faults() == []
    assert import_files(bench.store, [path], options).event is None
