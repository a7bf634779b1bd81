"""list, show, add, edit and remove for any kind."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import click

from kapta_tui.cli import naming, records
from kapta_tui.cli.fields import field_options
from kapta_tui.cli.nouns import acting
from kapta_tui.cli.nouns.names import names_of
from kapta_tui.cli.output import write_listing, write_object
from kapta_tui.cli.output.options import parameters as output_parameters
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import TEXT
from kapta_tui.cli.session import Reader, session
from kapta_tui.data.read import records as reading
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Kind, Value

_ARCHIVED_HIDDEN = "Records of archived accounts are listed with --filter archived."


def listing(kind: Kind) -> click.Command:
    """Return `kapta NOUN list`."""
    params: list[click.Parameter] = [
        click.Option(["--filter", "query"], type=TEXT, metavar="QUERY", default="", help=_filter_help(kind)),
        click.Option(["--sort"], type=TEXT, metavar="FIELD,-FIELD", default="", help="A leading - reverses."),
        click.Option(["--columns"], type=TEXT, metavar="A,B", default="", help="Fields to show, in order."),
        click.Option(["--limit"], type=click.IntRange(0), metavar="N", default=None, help="At most so many."),
        *output_parameters(),
    ]
    if kind.owner:
        params.insert(0, click.Argument(["account"], type=TEXT, required=False))
    return click.Command(
        "list", params=params, callback=partial(_list, kind), help=f"List {kind.name}.\n\n{_ARCHIVED_HIDDEN}"
    )


def showing(kind: Kind) -> click.Command:
    """Return `kapta NOUN show`."""
    params = [acting.record_argument(kind), *output_parameters()]
    about = f"Show everything about one {kind.noun}."
    return click.Command("show", params=params, callback=partial(_show, kind), help=about)


def adding(kind: Kind) -> click.Command:
    """Return `kapta NOUN add`."""
    about = f"Add a new {kind.noun}; write its id, or with --json all of it."
    if kind.owner:
        return acting.on_account(kind, "add", about, partial(_add_below, kind))
    return acting.on_its_own(kind, "add", about, partial(_add, kind), _name)


def editing(kind: Kind) -> click.Command:
    """Return `kapta NOUN edit`."""
    about = f"Change fields of a {kind.noun}; an empty text empties a field."
    options = field_options(kind, without=("account",))
    return acting.on_record(kind, "edit", about, partial(_edit, kind), options)


def removing(kind: Kind) -> click.Command:
    """Return `kapta NOUN remove`."""
    about = f"Remove a {kind.noun} with all that belongs to it. 'kapta undo' brings it back."
    return acting.on_record(kind, "remove", about, partial(_remove, kind))


def _list(
    kind: Kind,
    query: str,
    sort: str,
    columns: str,
    limit: int | None,
    format: str | None = None,  # noqa: A002
    account: str | None = None,
) -> None:
    with session().reading() as reader:
        wanted = reading.ids(
            reader.connection,
            kind.name,
            reader.view,
            filter=query,
            sort=names_of(sort),
            account=naming.account_id(reader, account) if account else None,
            limit=-1 if limit is None else limit,
        )
        chosen = names_of(columns)
        write_listing(records.listing(reader, kind, wanted, chosen or ("id", *kind.columns), chosen), format)
    if not wanted and is_terminal():
        click.echo(_why_empty(kind, query), err=True)


def _show(kind: Kind, record: Sequence[str], format: str | None = None) -> None:  # noqa: A002
    with session().reading() as reader:
        number = naming.record_id(reader, kind, record)
        names = tuple(reading.record(reader.connection, kind.name, reader.view, number))
        write_object(records.listing(reader, kind, [number], names), format)


def _add_below(kind: Kind, account: int, values: dict[str, Value], _given: acting.Given) -> int:
    from kapta_tui.data.write.basic import add_record

    return session().write(add_record, kind.name, {"account": account, **values}).value


def _add(kind: Kind, values: dict[str, Value]) -> int:
    from kapta_tui.data.write.basic import add_record

    return session().write(add_record, kind.name, values).value


def _name(_reader: Reader, text: str) -> dict[str, Value]:
    return {"name": text}


def _edit(kind: Kind, number: int, values: dict[str, Value], _given: acting.Given) -> int:
    from kapta_tui.data.write.basic import edit_record

    if not values:
        raise UsageError("Nothing to change was given.", f"See 'kapta {kind.noun} edit --help'.")
    return session().write(edit_record, kind.name, number, values).value


def _remove(kind: Kind, number: int, _values: dict[str, Value], _given: acting.Given) -> None:
    from kapta_tui.data.write.basic import remove_record

    session().write(remove_record, kind.name, number)


def _filter_help(kind: Kind) -> str:
    ready = f" Ready words: {', '.join(sorted(kind.ready))}." if kind.ready else ""
    return f"Such as 'word field:value field<50 !word'.{ready}"


def _why_empty(kind: Kind, query: str) -> str:
    if query:
        return f"No {kind.name} pass the filter."
    return f"There are no {kind.name} yet; 'kapta {kind.noun} add --help' says how to make one."
