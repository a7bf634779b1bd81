"""The tables in a folder, which stands for all of them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kapta_tui.domain.errors import UsageError

READABLE: Final = (
    ".csv",
    ".tsv",
    ".tab",
    ".txt",
    ".xlsx",
    ".xls",
    ".ods",
    ".json",
    ".jsonl",
    ".ndjson",
    ".vcf",
)
"""Suffixes of files that are taken from a folder; a file that is named is read whatever it is called."""


def is_readable(name: str) -> bool:
    """Return whether a file of that name is offered and taken from a folder."""
    return name.lower().endswith(READABLE) and not name.startswith((".", "~$"))


def tables_in(folder: Path) -> list[Path]:
    """Return the files of a folder that could be tables, by name.

    Raises:
        UsageError: there is none, or the folder cannot be looked into.
    """
    try:
        found = sorted(path for path in folder.iterdir() if is_readable(path.name) and path.is_file())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(f"{folder} cannot be looked into: {reason}.", "Name the files in it.") from error
    if not found:
        raise UsageError(
            f"{folder} holds no table.", f"Tables are files that end in {', '.join(READABLE[:-1])}."
        )
    return found
