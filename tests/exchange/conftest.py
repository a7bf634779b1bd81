"""Real files for the exchange tests, where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from kapta_tui.data.store import Store
from tests.exchange.imports import Bench

BESIDE = Path(__file__).parents[3] / "shared" / "samples"


def samples_folder() -> Path | None:
    """Return the folder of real files: `KAPTA_SAMPLES`, or the one beside the checkout, when it is there."""
    folder = Path(os.environ.get("KAPTA_SAMPLES", BESIDE))
    return folder if folder.is_dir() else None


def sample_files(pattern: str) -> list[Path]:
    """Return the real files that fit `pattern`, in order; none when there is no such folder."""
    folder = samples_folder()
    return sorted(path for path in folder.glob(pattern) if path.is_file()) if folder else []


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of real files; tests that need it are skipped without it."""
    folder = samples_folder()
    if folder is None:
        pytest.skip("no real files here; set KAPTA_SAMPLES to their folder")
    return folder


@pytest.fixture
def bench(store: Store) -> Bench:
    """An empty store to import into."""
    return Bench(store)
