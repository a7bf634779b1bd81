"""list, show, add, edit, history and remove for any kind."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from kapta_tui.cli import naming, records
from kapta_tui.cli.lazy import single
from kapta_tui.cli.namedfilters import filter_of
from kapta_tui.cli.nouns.making import naming_help
from kapta_tui.cli.nouns.names import names_of
from kapta_tui.cli.nouns.turning import ABOUT, WORK, From, add_work
from kapta_tui.cli.output import flat_listing, write_listing, write_object
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import (
    Account,
    AnyAccount,
    ArchivedChildren,
    Format,
    JsonFormat,
    JsonRecord,
    Record,
    Sort,
    WithChildren,
    at_least,
    chosen,
    filter_option,
    text,
)
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.data.read import records as reading
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Kind, Value

_Columns = Annotated[
    str, typer.Option("--columns", parser=text, metavar="A,B", help="Fields to show, in order.")
]
_Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=0, parser=at_least(0), help="At most so many.")
]
_Field = Annotated[str, typer.Option("--field", parser=text, metavar="NAME", help="This field alone.")]
_HISTORY = ("event", "at", "user", "field", "before", "after", "sentence", "undone")
_Name = Annotated[str | None, typer.Argument(metavar="[NAME]", parser=text)]


def listing(kind: Kind) -> typer.Typer:
    """Return `kapta NOUN list`."""

    @of_kind(kind, query=_filter(kind))
    def run(
        account: AnyAccount = None,
        query: str = "",
        sort: Sort = "",
        columns: _Columns = "",
        limit: _Limit = None,
        format: Format = None,  # noqa: A002
        as_json: JsonFormat = False,
        with_children: WithChildren = False,
        archived_children: ArchivedChildren = False,
    ) -> None:
        names = names_of(columns)
        query = filter_of(kind, query)
        with session().reading() as reader:
            among = naming.account_ids(
                reader, account, with_children=with_children, archived=archived_children
            )
            wanted = reading.ids(
                reader.connection,
                kind.name,
                reader.view,
                filter=query,
                sort=names_of(sort),
                account=among,
                limit=-1 if limit is None else limit,
            )
            listed = records.listing(reader, kind, wanted, names or ("id", *kind.columns), names)
            write_listing(listed, chosen(format, as_json))
        if not wanted and is_terminal():
            say(_why_empty(kind, query))

    return single(run, "list", f"List {kind.many}.\n\n{naming.ARCHIVED_HIDDEN}")


def showing(kind: Kind) -> typer.Typer:
    """Return `kapta NOUN show`."""

    @of_kind(kind)
    def run(record: Record, format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
        from kapta_tui.cli.aboutrisk import with_risk
        from kapta_tui.cli.became import with_became
        from kapta_tui.cli.planned import with_plan

        with session().reading() as reader:
            number = naming.record_id(reader, kind, record)
            names = tuple(reading.record(reader.connection, kind.name, reader.view, number))
            shown = records.listing(reader, kind, [number], names)
            shown = with_plan(reader, shown, kind, number)
            shown = with_risk(reader, with_became(reader, shown, kind, number), kind, number)
            write_object(shown, chosen(format, as_json))

    return single(run, "show", f"Show everything about one {kind.spoken}.")


def adding(kind: Kind) -> typer.Typer:
    """Return `kapta NOUN add`."""

    @of_kind(kind, without=("account",))
    def below(account: Account, *, as_json: JsonRecord = False, **given: Any) -> None:
        from kapta_tui.cli.nouns.acting import below_account
        from kapta_tui.data.write.basic import add_record

        def add(number: int, values: dict[str, Value]) -> int:
            return session().write(add_record, kind.name, {"account": number, **values}).value

        below_account(kind, account, given, as_json, add)

    @of_kind(kind)
    def alone(name_: _Name = None, *, as_json: JsonRecord = False, **given: Any) -> None:
        from kapta_tui.cli.nouns.acting import on_its_own

        on_its_own(kind, name_, given, as_json, _name)

    @of_kind(kind, without=("account",))
    def work(
        account: AnyAccount = None, source: From = None, *, as_json: JsonRecord = False, **given: Any
    ) -> None:
        add_work(kind, account, source, given, as_json)

    about = f"Add a new {kind.spoken}; write its id, or with --json all of it."
    if kind.name in WORK:
        return single(work, "add", f"{about}{ABOUT}")
    return single(below if kind.owner else alone, "add", about)


_WEIGHED: Final = frozenset({"severity", "likelihood", "status"})
"""What of a risk decides what it costs in health."""


def editing(kind: Kind) -> typer.Typer:
    """Return `kapta NOUN edit`."""

    @of_kind(kind, without=("account",))
    def run(record: Record, *, as_json: JsonRecord = False, **given: Any) -> None:
        from kapta_tui.cli.nouns.acting import on_record
        from kapta_tui.data.write.basic import edit_record

        def edit(number: int, values: dict[str, Value]) -> int:
            if not values:
                raise UsageError("Nothing to change was given.", f"See 'kapta {kind.noun} edit --help'.")
            written = session().write(edit_record, kind.name, number, values).value
            if kind.name == "risks" and not _WEIGHED.isdisjoint(values):
                from kapta_tui.cli.nouns.risk_reasons import say_cost

                say_cost(number)
            return written

        on_record(kind, record, given, as_json, edit)

    about = f"Change fields of {kind.one}; an empty text empties a field.{naming_help(kind)}"
    return single(run, "edit", about)


def histories(kind: Kind) -> typer.Typer:
    """Return `kapta NOUN history`."""

    @of_kind(kind)
    def run(
        record: Record,
        field: _Field = "",
        format: Format = None,  # noqa: A002
        as_json: JsonFormat = False,
    ) -> None:
        from kapta_tui.data.read.history import history

        with session().reading() as reader:
            number = naming.record_id(reader, kind, record)
            name = field.replace("-", "_")
            found = history(reader.connection, reader.playbook, kind.name, number, field=name)
        rows = [
            entry._asdict() | {"field": entry.field or None, "label": entry.label or None} for entry in found
        ]
        write_listing(flat_listing("history", _HISTORY, rows), chosen(format, as_json))
        if not found and is_terminal():
            say(f"Nothing is known of what became of this {kind.spoken}.")

    about = f"Show what became of {kind.one}, field by field, the newest first."
    return single(run, "history", f"{about}{naming_help(kind)}")


def removing(kind: Kind) -> typer.Typer:
    """Return `kapta NOUN remove`."""

    @of_kind(kind)
    def run(record: Record, as_json: JsonRecord = False) -> None:
        from kapta_tui.cli.nouns.acting import on_record
        from kapta_tui.data.write.basic import remove_record

        def remove(number: int, _values: dict[str, Value]) -> None:
            session().write(remove_record, kind.name, number)

        on_record(kind, record, {}, as_json, remove)

    about = f"Remove {kind.one} with all that belongs to it. 'kapta undo' brings it back."
    return single(run, "remove", f"{about}{naming_help(kind)}")


def _name(_reader: Reader, text: str) -> dict[str, Value]:
    return {"name": text}


def _filter(kind: Kind) -> Any:
    ready = f" Ready words: {', '.join(sorted(kind.ready))}." if kind.ready else ""
    about = f"Such as 'word field:value field<50 !word'; @NAME is one kept under a name.{ready}"
    return Annotated[str, filter_option(about)]


def _why_empty(kind: Kind, query: str) -> str:
    if query:
        return f"No {kind.many} pass the filter."
    return f"There are no {kind.many} yet; 'kapta {kind.noun} add --help' says how to make one."
