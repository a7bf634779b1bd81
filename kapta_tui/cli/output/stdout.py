"""Writing a result to standard output in the format that was asked for."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import BinaryIO

import typer

from kapta_tui.cli.output.json_text import encode, encode_lines, number
from kapta_tui.cli.output.listing import Listing
from kapta_tui.domain.fields import Value
from kapta_tui.domain.text import one_line


def is_terminal() -> bool:
    """Return whether a person reads standard output."""
    return sys.stdout.isatty()


def write_listing(listing: Listing, form: str | None) -> None:
    """Write rows; without a format as a table on a terminal and as tab-separated lines elsewhere."""
    form = form or ("table" if is_terminal() else "tsv")
    if form == "json":
        send(encode_lines(listing.objects()))
    elif form == "jsonl":
        send("".join(f"{encode(item)}\n" for item in listing.objects()))
    elif form == "tsv":
        send(_lines(listing))
    elif form == "table":
        from kapta_tui.cli.output.table import table_text

        send(table_text(listing))
    else:
        send(_exported(listing, form))


def write_object(listing: Listing, form: str | None) -> None:
    """Write one record: as a JSON object, or as rows of field and value."""
    if form in ("json", "jsonl"):
        (item,) = listing.objects()
        if form == "jsonl":
            send(f"{encode(item)}\n")
        else:
            pairs = ",\n".join(f"  {encode(key)}: {encode(value)}" for key, value in item.items())
            send(f"{{\n{pairs}\n}}\n")
    elif form == "csv":
        write_listing(listing, form)
    elif form == "tsv" or (form is None and not is_terminal()):
        (row,) = listing.rows()
        cells = zip(listing.columns, row, strict=True)
        send("".join(f"{column.name}\t{plain(value)}\n" for column, value in cells))
    else:
        from kapta_tui.cli.output.table import fields_text

        send(fields_text(listing, markdown=form == "md"))


def send(text: str) -> None:
    """Write `text` to standard output, now."""
    with quiet_pipe():
        stdout_bytes().write(text.encode("utf-8", "replace"))
        stdout_bytes().flush()


def stdout_bytes() -> BinaryIO:
    """Return standard output for bytes, with what was written as text before."""
    sys.stdout.flush()
    return sys.stdout.buffer


@contextmanager
def quiet_pipe() -> Iterator[None]:
    """End the command without a word when the reader of standard output has gone away."""
    try:
        yield
    except BrokenPipeError:
        # What is still buffered goes nowhere, or the interpreter would fail on it while ending.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None


def plain(value: Value) -> str:
    """Return a value as programs read it in a line: codes, digits, ISO dates, several joined by "; "."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number(value)
    return "; ".join(map(one_line, value)) if isinstance(value, tuple) else one_line(str(value))


def _lines(listing: Listing) -> str:
    head = "\t".join(column.name for column in listing.columns)
    return "".join(f"{line}\n" for line in (head, *("\t".join(map(plain, row)) for row in listing.rows())))


def _exported(listing: Listing, form: str) -> str:
    from kapta_tui.exchange.writers import Sheet, write_sheets

    rows: Sequence[Sequence[Value]] = listing.rows()
    header = [column.name for column in listing.columns]
    if form == "md":
        header = [column.label for column in listing.columns]
        rows = [[c.show(v) for c, v in zip(listing.columns, row, strict=True)] for row in rows]
    buffer = io.BytesIO()
    write_sheets(buffer, form, [Sheet(listing.name, header, rows)])
    return buffer.getvalue().decode()
