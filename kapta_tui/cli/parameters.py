"""Arguments and options that many commands share.

Every one that takes a value has a parser, which says what is wrong in words of ours (and see `lazy`).
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Literal

import typer


def text(value: str) -> str:
    """Return the text; bytes that are no UTF-8 reach a program as half characters, which no store takes."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise typer.BadParameter("the text is not valid UTF-8") from None
    return value


def out_path(value: str) -> Path:
    """Return the path to write to; an empty name would be the folder one happens to be in."""
    if not value.strip():
        raise typer.BadParameter("the name is empty")
    return Path(value)


def at_least(least: int) -> Callable[[str | int], int]:
    """Return a parser of whole numbers from `least` on."""

    def number(value: str | int) -> int:
        try:
            found = int(value)
        except ValueError:
            raise typer.BadParameter(f"'{value}' is not a whole number.") from None
        if found < least:
            raise typer.BadParameter(f"{found} is not in the range x>={least}.")
        return found

    return number


def one_of(*words: str) -> Callable[[str], str]:
    """Return a parser that lets `words` pass."""

    def word(value: str) -> str:
        if value not in words:
            raise typer.BadParameter(f"'{value}' is not one of {', '.join(map(repr, words))}.")
        return value

    return word


def filter_option(about: str) -> Any:
    """Return the option `--filter`, whose help is `about`."""
    return typer.Option("--filter", parser=text, metavar="QUERY", help=about)


FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md")
FormatName = Literal["table", "tsv", "csv", "json", "jsonl", "md"]

Account = Annotated[str, typer.Argument(metavar="ACCOUNT", parser=text)]
AnyAccount = Annotated[str | None, typer.Argument(metavar="[ACCOUNT]", parser=text)]
Record = Annotated[list[str], typer.Argument(metavar="[ACCOUNT] RECORD", parser=text)]
"""One word that names a record, or two of which the first is its account."""

WithTasks = Annotated[
    bool, typer.Option("--with-tasks", help="Complete the open tasks of what ends as well.")
]

WithChildren = Annotated[
    bool,
    typer.Option(
        "--with-children", help="What belongs to accounts below ACCOUNT too, archived ones left out."
    ),
]
ArchivedChildren = Annotated[
    bool, typer.Option("--archived", help="With --with-children: archived accounts below count too.")
]

AnyFile = Annotated[Path | None, typer.Argument(metavar="[FILE]", parser=Path)]
"""The path of a file, or `-`; whether it can be used is said by whoever opens it."""
File = Annotated[Path, typer.Argument(metavar="FILE", parser=Path)]

Sort = Annotated[
    str, typer.Option("--sort", parser=text, metavar="FIELD,-FIELD", help="A leading - reverses.")
]
Format = Annotated[
    FormatName | None,
    typer.Option(
        "--format",
        parser=one_of(*FORMATS),
        metavar=f"[{'|'.join(FORMATS)}]",
        help="Default: table on a terminal, tab-separated lines in a pipe.",
    ),
]
JsonFormat = Annotated[bool, typer.Option("--json", help="Same as --format json.")]
JsonRecord = Annotated[bool, typer.Option("--json", help="Write the record as JSON.")]


def chosen(form: str | None, as_json: bool) -> str | None:
    """Return the format that `--format` and `--json` ask for; None when neither was given."""
    return "json" if as_json else form
