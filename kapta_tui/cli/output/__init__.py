"""What commands write to standard output: tables for people, lines, CSV, JSON and Markdown for programs."""

from __future__ import annotations

from kapta_tui.cli.output.listing import Column, Listing, flat_listing
from kapta_tui.cli.output.stdout import send, write_listing, write_object

__all__ = [
    "Column",
    "Listing",
    "flat_listing",
    "send",
    "write_listing",
    "write_object",
]
