"""What commands write to standard output: tables for people, lines, CSV, JSON and Markdown for programs."""

from __future__ import annotations

from kapta_tui.cli.output.listing import Column, Listing, flat_listing
from kapta_tui.cli.output.options import FORMATS, output_options
from kapta_tui.cli.output.stdout import send, write_listing, write_object

__all__ = [
    "FORMATS",
    "Column",
    "Listing",
    "flat_listing",
    "output_options",
    "send",
    "write_listing",
    "write_object",
]
