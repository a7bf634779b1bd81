"""How the import dialog says what would become of the files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from textual.content import Content

from kapta_tui.domain.text import fold, one_line
from kapta_tui.exchange.outcomewords import notes_of, people_by_id
from kapta_tui.widgets.cells import Cell, Token, grouped
from kapta_tui.widgets.listing import Column

if TYPE_CHECKING:
    from kapta_tui.exchange.outcome import FileOutcome, ImportOutcome

_PLAIN: Final = ("", "generic")
"""Presets that say nothing about where a file comes from."""

_KIND_OPTION: Final = re.compile(r"--as (?:KIND|(\w+))")

NOTHING: Final[Cell] = ("·", "muted")


class FileLine(NamedTuple):
    """One table of the file at `path`; `outcome` is None until it was tried."""

    name: str
    path: Path
    outcome: FileOutcome | None = None

    @property
    def lost(self) -> tuple[int, int]:
        """How many rows of it were rejected, and how many cells of others left out."""
        return (0, 0) if self.outcome is None else (self.outcome.rejected, len(self.outcome.warnings))


def shown_names(paths: Iterable[Path]) -> dict[Path, str]:
    """Return the name to show of every file; one that repeats is followed by what tells its folder apart."""
    found = list(dict.fromkeys(paths))
    folders: dict[str, list[Path]] = {}
    for path in found:
        folders.setdefault(path.name, []).append(path.absolute().parent)
    return {
        path: f"{path.name} in {_apart(path.absolute().parent, folders[path.name])}"
        if len(folders[path.name]) > 1
        else path.name
        for path in found
    }


def _apart(folder: Path, folders: Sequence[Path]) -> str:
    """Return as many last parts of `folder` as no other of `folders` ends in, else all of it."""
    for count in range(1, len(folder.parts)):
        end = folder.parts[-count:]
        if sum(other.parts[-count:] == end for other in folders) == 1:
            return str(Path(*end))
    return str(folder)


def file_lines(outcome: ImportOutcome) -> list[FileLine]:
    """Return a line for every table, named by file and, where there are several, by sheet."""
    paths = [item.path if item.path is not None else Path(item.file) for item in outcome.files]
    names = shown_names(paths)
    return [
        FileLine(_place(names[path], item), path, item)
        for path, item in zip(paths, outcome.files, strict=True)
    ]


def _place(name: str, item: FileOutcome) -> str:
    stem = item.file.rpartition(".")[0]
    return f"{name}, {item.table}" if item.table not in ("", item.file, stem) else name


def _kind(line: FileLine) -> Cell:
    item = line.outcome
    if item is None:
        return NOTHING
    if item.links:
        return item.links
    if not item.kind:
        return ("not imported", "bad")
    return item.kind if item.preset in _PLAIN else [item.kind, (f" {item.preset}", "muted")]


def _count(name: str, token: Token | None = None) -> Column[FileLine]:
    def cell(line: FileLine) -> Cell:
        number = 0 if line.outcome is None else getattr(line.outcome, name)
        words = grouped(number)
        return NOTHING if not number else (words, token) if token else words

    title, width, priority = _COUNTS[name]
    return Column[FileLine](name, title, cell, width=width, align="right", sortable=False, priority=priority)


_COUNTS: Final = {
    "rows": ("Rows", 7, 4),
    "created": ("New", 7, 7),
    "updated": ("Changed", 7, 6),
    "unchanged": ("Same", 7, 2),
    "skipped": ("Skipped", 7, 1),
    "rejected": ("Rejected", 8, 8),
}
"""Count to title, width and how long it stays where there is little room."""

COLUMNS: Final = (
    Column[FileLine]("file", "File", lambda line: line.name, minimum=16, flex=3, sortable=False, priority=9),
    Column[FileLine]("kind", "Read as", _kind, minimum=13, flex=2, maximum=26, sortable=False, priority=5),
    _count("rows"),
    _count("created", "good"),
    _count("updated", "accent"),
    _count("unchanged", "muted"),
    _count("skipped", "muted"),
    _count("rejected", "bad"),
)


def total_words(outcome: ImportOutcome) -> str:
    """Return what would become of all rows: "8 900 rows: 8 800 new, 90 changed, 10 rejected"."""
    counts = {
        "new": sum(item.created for item in outcome.files),
        "changed": sum(item.updated for item in outcome.files),
        "the same": sum(item.unchanged for item in outcome.files),
        "skipped": sum(item.skipped for item in outcome.files),
        "rejected": outcome.rejected,
    }
    rows = sum(item.rows for item in outcome.files)
    parts = [f"{grouped(number)} {name}" for name, number in counts.items() if number]
    words = f"{grouped(rows)} row{'' if rows == 1 else 's'}: {', '.join(parts) or 'nothing to import'}"
    people, by_id = len(outcome.people), len(people_by_id(outcome))
    if not people:
        return words
    ids = f", {grouped(by_id)} from ids" if by_id else ""
    return f"{words}; {grouped(people)} {'person' if people == 1 else 'people'} made{ids}"


def imported_words(outcome: ImportOutcome) -> str:
    """Return the sentence of the change, empty when nothing was changed."""
    return outcome.sentence if outcome.event is not None else ""


def _in_the_app(text: str) -> str:
    """Return the sentence with the option of the command line called as the dialog calls it."""
    return _KIND_OPTION.sub(lambda found: f"“Read as: {found[1]}”" if found[1] else "“Read as”", text)


def note_words(line: FileLine | None) -> Content:
    """Return all there is to say of a table: how it was read, what was left out and why."""
    if line is None or line.outcome is None:
        return Content("")
    item = line.outcome
    said = notes_of(item, "“Make fields” keeps them", "“Make accounts”", "“Account”")
    told = [Content(_in_the_app(text)) for text in said]
    if item.read_as:
        pairs = [
            header if fold(header) == name else f"{header} → {name}" for header, name in item.read_as.items()
        ]
        told.append(Content.styled(one_line(f"columns read: {', '.join(pairs)}"), "$muted"))
    return Content("\n").join(told)
