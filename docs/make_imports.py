"""Import every folder of real files twice into fresh stores and write down what happens (docs/imports.md).

    python docs/make_imports.py [FOLDER]

The folder comes from the argument, else from KAPTA_SAMPLES, else it is looked for beside the checkout.
Folders whose files are alternatives of one another are imported file by file.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from kapta_tui.data.store import Store
from kapta_tui.exchange.outcome import FileOutcome, ImportOutcome
from kapta_tui.exchange.pipeline import Options, import_files

HERE = Path(__file__).parent
APART = frozenset(
    {"atomic-crm", "contacts-csv", "csv-spectrum", "csv-test-data", "messy-csv", "naughty-strings"}
    | {"oro-crm", "vcard", "xlsx-quirks", "xlsx-readxl"}
)
ADDRESS_BOOKS = frozenset({"contacts-csv", "vcard"})
"""Folders whose rows seldom name a company: those that do not get one account."""
TODAY = date(2026, 11, 21)
HEAD = """# Imports of real files

Written by `docs/make_imports.py`; do not edit. Every folder was imported into a fresh store, as one call,
and once more: `again` says how many records the second import changed. Missing accounts are made
(`--create-accounts`). Folders of unrelated files were imported file by file, address books with an account for those
who name no company (`--account`).

Rows are created, updated, unchanged (or repeat or complete another row), rejected, or left out as no record of the
kind; the five add up. `cells` counts cells left out of records that came in: words that cannot be read, such as a mail
address that is none, or a contact nobody knows. What is reckoned with (amounts, dates, choices) rejects its row
instead.

"""


def main() -> None:
    """Write docs/imports.md."""
    beside = HERE.parent.parent / "shared" / "samples"
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("KAPTA_SAMPLES", beside))
    if not folder.is_dir():
        raise SystemExit("No folder of real files; name it, or set KAPTA_SAMPLES.")
    parts = [HEAD]
    for entry in sorted(path for path in folder.iterdir() if path.is_dir()):
        parts.extend(_section(entry))
    (HERE / "imports.md").write_text("".join(parts), encoding="utf-8")


def _section(entry: Path) -> Iterator[str]:
    yield f"## {entry.name}\n\n"
    names = ["file", "kind", "preset", "rows", "created", "updated", "unchanged", "rejected"]
    yield f"| {' | '.join([*names, 'left out', 'cells', 'again', 'remarks'])} |\n"
    yield "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n"
    for call in _calls(entry):
        first, second = _twice(call, "Address book" if entry.name in ADDRESS_BOOKS else "")
        for item, again in zip(first.files, second.files, strict=True):
            yield _line(item, again)
    yield "\n"


def _calls(entry: Path) -> Iterator[list[Path]]:
    """Yield the files of each import: a folder, its subfolders, or each file by itself."""
    files = sorted(path for path in entry.rglob("*") if path.is_file() and not _is_answer(path))
    if entry.name in APART:
        yield from ([path] for path in files)
        return
    for parent in sorted({path.parent for path in files}):
        yield [path for path in files if path.parent == parent]


def _is_answer(path: Path) -> bool:
    """Return whether the file is what a test expects to be read from the table beside it."""
    return path.suffix == ".json" and path.with_suffix(".csv").exists()


def _twice(files: list[Path], account: str) -> tuple[ImportOutcome, ImportOutcome]:
    with tempfile.TemporaryDirectory() as scratch:
        store = Store(Path(scratch) / "kapta.db", "kapta", TODAY).open()
        sources = [*files, files[0].with_name("no such file")] if len(files) == 1 else files
        options = Options(create_accounts=True, account=account)
        first, second = (import_files(store, sources, options) for _ in range(2))
    for outcome in (first, second):
        outcome.files = [item for item in outcome.files if item.file != "no such file"]
    return first, second


def _line(item: FileOutcome, again: FileOutcome) -> str:
    name = f"{item.file} · {item.table}" if item.table and item.table != Path(item.file).stem else item.file
    counts = (item.rows, item.created, item.updated, item.unchanged, item.rejected, item.skipped)
    kind = item.kind or ("links" if item.links else "–")
    cells = [name, kind, item.preset or "–", *map(str, counts), str(len(item.warnings))]
    cells += [str(again.created + again.updated), _remarks(item)]
    return f"| {' | '.join(_plain(cell) for cell in cells)} |\n"


def _remarks(item: FileOutcome) -> str:
    notes = [note.rstrip(".") for note in item.notes[:3]]
    for what, cells in (("rejected", item.reasons), ("cell left out", item.warnings)):
        if cells:
            notes.append(f"{what}, {cells[0].place}: {cells[0].reason}")
    notes.extend(f"{count} left out: {reason}" for reason, count in item.skips.items() if item.kind)
    if item.kind and item.unmatched:
        shown = ", ".join(item.unmatched[:4])
        notes.append(f"no field for {shown}" + (" …" if len(item.unmatched) > 4 else ""))
    return "; ".join(notes)


def _plain(text: str) -> str:
    """Return text that a Markdown table shows as it is."""
    line = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|~&" else char for char in line[:300])


if __name__ == "__main__":
    main()
