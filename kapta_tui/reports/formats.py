"""A report as bytes in one of the formats, chosen by the suffix of its file."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.text import one_line
from kapta_tui.reports.registry import Report

FORMATS: Final = {"md": "Markdown", "html": "a web page", "pdf": "PDF"}
"""Suffix and what such a file is."""


def format_of(path: Path) -> str:
    """Return the format that the suffix of `path` names. Raises UsageError listing the formats."""
    name = path.suffix.removeprefix(".").lower()
    if name not in FORMATS:
        cause = f"Reports are not written as {name!r}." if name else f"{path.name} does not name a format."
        raise UsageError(cause, f"End the file's name with {', '.join(f'.{one}' for one in FORMATS)}.")
    return name


def content(report: Report, form: str) -> bytes:
    """Return the report in a format of `FORMATS`: the same report gives the same bytes.

    Raises UsageError where the format wants an extra that is not installed, KaptaError where it cannot be set.
    """
    title = one_line(report.title)
    if form == "pdf":
        from kapta_tui.reports.pdf import document

        return document(title, report.day, report.markdown)
    if form == "html":
        from kapta_tui.reports.html import page

        return page(title, report.markdown).encode("utf-8", "replace")
    return report.markdown.encode("utf-8", "replace")
