"""Documents that are imported are the files they name: looked for beside the table, with checksum and size."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest

from kapta_tui.exchange.outcome import ImportOutcome
from kapta_tui.exchange.pipeline import Options, import_files
from tests.exchange.imports import Bench

HEAD = "account,name,path\n"
KEPT = "SELECT name, path, checksum, size FROM document ORDER BY name"


def digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def folder(bench: Bench, tmp_path: Path) -> Path:
    """A folder with one file and an account for its documents."""
    bench.one("accounts.csv", "name\nAcme\n")
    folder = tmp_path / "given"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "offer.pdf").write_text("offer")
    return folder


def load(bench: Bench, folder: Path, rows: str, *, dry_run: bool = False) -> ImportOutcome:
    """Import the rows as a table in that folder."""
    file = folder / "documents.csv"
    file.write_text(HEAD + rows)
    outcome = import_files(bench.store, [file], Options(dry_run=dry_run))
    assert outcome.rejected == 0, outcome.files
    return outcome


def test_a_path_is_looked_for_beside_the_table(bench: Bench, folder: Path) -> None:
    rows = "Acme,Gone,../gone.pdf\nAcme,Offer,papers/offer.pdf\nAcme,Wiki,https://w.example/\n"
    load(bench, folder, rows)
    assert bench.rows(KEPT) == [
        ("Gone", str(folder / "../gone.pdf"), None, None),
        ("Offer", str(folder / "papers/offer.pdf"), digest("offer"), 5),
        ("Wiki", "https://w.example/", None, None),
    ]


def test_the_same_table_again_changes_nothing(bench: Bench, folder: Path) -> None:
    rows = "Acme,Offer,papers/offer.pdf\n"
    load(bench, folder, rows)
    assert load(bench, folder, rows).event is None
    (folder / "papers" / "offer.pdf").write_text("another")
    assert load(bench, folder, rows).event is None
    assert bench.rows("SELECT checksum FROM document") == [(digest("offer"),)]


def test_a_file_that_came_later_is_read_then(bench: Bench, folder: Path) -> None:
    rows = "Acme,Plan,plan.pdf\n"
    load(bench, folder, rows)
    (folder / "plan.pdf").write_text("plan")
    assert load(bench, folder, rows).files[0].updated == 1
    assert bench.rows("SELECT checksum, size FROM document") == [(digest("plan"), 4)]
    assert load(bench, folder, rows).event is None


@pytest.mark.parametrize("is_dry", [True, False])
def test_a_row_that_names_the_file_otherwise_is_the_same(bench: Bench, folder: Path, is_dry: bool) -> None:
    load(bench, folder, "Acme,Offer,papers/offer.pdf\n")
    outcome = load(bench, folder, f"Acme,Offer,{folder / 'papers/offer.pdf'}\n", dry_run=is_dry)
    assert (outcome.files[0].unchanged, len(bench.all("documents"))) == (1, 1)


def test_without_a_folder_a_path_is_below_the_home(
    bench: Bench, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(folder))
    (folder / "plan.pdf").write_text("plan")
    content = io.BytesIO(f"{HEAD}Acme,Offer,papers/offer.pdf\nAcme,Plan,~/plan.pdf\n".encode())
    import_files(bench.store, [("documents.csv", content)])
    assert bench.rows(KEPT) == [
        ("Offer", str(folder / "papers/offer.pdf"), digest("offer"), 5),
        ("Plan", str(folder / "plan.pdf"), digest("plan"), 4),
    ]
