"""`kapta account`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import naming_help, noun_group
from kapta_tui.cli.parameters import Account, Format, JsonFormat, JsonRecord, Record, chosen, text
from kapta_tui.cli.session import session
from kapta_tui.cli.shaping import of_kind
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS

if TYPE_CHECKING:
    from kapta_tui.cli.session import Reader

KIND = KINDS["accounts"]

app = plain_app()


@app.command("add", short_help="a new account, on one line or by options")
@of_kind(KIND)
def add(
    line: Annotated[str | None, typer.Argument(metavar="[NAME]", parser=text)] = None,
    *,
    as_json: JsonRecord = False,
    **given: Any,
) -> None:
    """Add a new account; write its id, or with --json all of it.

    NAME may be a whole line: "Acme Nordic @'Acme Corp' !strategic owner:omar" names the parent after @, the type
    after !, and any field as field:value; quotes keep such signs in a name, as --name does.
    """
    from kapta_tui.cli.nouns.acting import on_its_own

    on_its_own(KIND, line, given, as_json, _read)


@app.command("show", short_help="everything about one account", help="Show everything about one account.")
@of_kind(KIND)
def show(
    record: Record,
    combined: Annotated[
        bool,
        typer.Option("--combined", help="With the accounts below it and the sums of all, each counted once."),
    ] = False,
    archived: Annotated[
        bool, typer.Option("--archived", help="With --combined: archived accounts below count too.")
    ] = False,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Show an account, or it with its family."""
    from kapta_tui.cli.nouns.family import show_account

    if archived and not combined:
        raise UsageError(
            "--archived goes with --combined.", "'kapta account list --filter archived' lists them."
        )
    show_account(record, chosen(format, as_json), combined=combined, archived=archived)


@app.command(
    "gains",
    short_help="what filling its profile would add to health",
    help="Say what filling each gap of an account's profile would add, the best first: points of the profile, "
    f"and of the whole score.{naming_help(KIND)}",
)
@of_kind(KIND)
def gains(record: Record, format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Say what filling gaps would add."""
    from kapta_tui.cli.nouns.gaining import show_gains

    show_gains(record, chosen(format, as_json))


@app.command(
    "archive",
    short_help="out of lists and averages, data stays",
    help=f"Take an account out of lists and averages; all its data stays.{naming_help(KIND)}",
)
@of_kind(KIND)
def archive(record: Record, as_json: JsonRecord = False) -> None:
    """Take an account out of lists."""
    _archive(record, as_json, archived=True)


@app.command(
    "unarchive", short_help="bring it back", help=f"Bring an archived account back.{naming_help(KIND)}"
)
@of_kind(KIND)
def unarchive(record: Record, as_json: JsonRecord = False) -> None:
    """Bring an account back."""
    _archive(record, as_json, archived=False)


@app.command("remove", short_help="with all that belongs to it; undo brings it back")
@of_kind(KIND)
def remove(record: Record, as_json: JsonRecord = False) -> None:
    """Remove an account for good with all that belongs to it, and say what that was; 'kapta undo' brings it back.

    ACCOUNT is a name or an id. 'kapta account archive' takes it out of the lists and keeps everything.
    """
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.cli.session import say
    from kapta_tui.data.read.account_page import belongings
    from kapta_tui.data.write.basic import remove_record
    from kapta_tui.domain.text import listed

    def act(account: int, _values: dict[str, Value]) -> None:
        with session().reading() as reader:
            went = belongings(reader.connection, [account])
        session().write(remove_record, KIND.name, account)
        if went:
            say(f"With it went {listed(went)}.")

    on_record(KIND, record, {}, as_json, act)


@app.command("merge", short_help="two accounts into one, nothing lost; undo parts them")
def merge(
    kept: Annotated[str, typer.Argument(metavar="KEPT", parser=text)],
    gone: Annotated[str, typer.Argument(metavar="GONE", parser=text)],
    take: Annotated[
        list[str] | None,
        typer.Option("--take", parser=text, metavar="FIELD", help="Take GONE's value; several times or A,B."),
    ] = None,
    keep_both: Annotated[
        bool, typer.Option("--keep-both", help="Let a contact or document of both stay two.")
    ] = False,
    preview: Annotated[bool, typer.Option("--preview", help="Show what would be; write nothing.")] = False,
    as_json: JsonRecord = False,
) -> None:
    """Merge the account GONE into KEPT: all that belongs to it moves, and 'kapta undo' parts them again.

    Of a field in which they differ KEPT's value stands, or GONE's where KEPT's is empty or --take names it; what
    does not stand is written into a note. Contacts and documents of both become one; --preview names them. Both
    accounts are named by a name or an id.
    """
    from kapta_tui.cli.nouns import merging

    merging.merge(kept, gone, take or (), keep_both=keep_both, preview=preview, as_json=as_json)


@app.command("open", short_help="a link of it, in the browser")
def open_(
    account: Account,
    label: Annotated[str | None, typer.Argument(metavar="[LABEL]", parser=text)] = None,
) -> None:
    """Open the link of an account with the system's program; of several, the one called LABEL."""
    from kapta_tui.cli.links import open_link

    open_link(account, label)


def _archive(record: list[str], as_json: bool, *, archived: bool) -> None:
    from kapta_tui.cli.nouns.acting import on_record
    from kapta_tui.data.write.basic import archive_account

    def act(account: int, _values: dict[str, Value]) -> int:
        session().write(archive_account, account, archived)
        return account

    on_record(KIND, record, {}, as_json, act)


def _read(reader: Reader, line: str) -> dict[str, Value]:
    from kapta_tui.domain import quickadd
    from kapta_tui.domain.values import Context

    return quickadd.parse(line, Context(today=reader.view.today, choices=reader.playbook.choices))


group = noun_group(KIND, "The companies you look after.", app)
