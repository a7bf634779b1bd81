"""`kapta log`: what changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from kapta_tui.cli import naming
from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.parameters import (
    AnyAccount,
    ArchivedChildren,
    Format,
    JsonFormat,
    WithChildren,
    at_least,
    chosen,
    filter_option,
    text,
)
from kapta_tui.cli.session import say, session
from kapta_tui.domain.filter.model import quote

if TYPE_CHECKING:
    from kapta_tui.domain.playbook import Playbook

KEYS = ("id", "at", "user", "account", "sentence", "undone")

_Query = Annotated[
    str,
    filter_option("Such as 'word user:jane kind:note,risk date>-30d !word'. Ready words: mine."),
]
_Day = Annotated[
    str, typer.Option("--since", parser=text, metavar="DATE", help="From this day on, such as -30d.")
]
_Until = Annotated[str, typer.Option("--until", parser=text, metavar="DATE", help="Up to this day.")]
_User = Annotated[str, typer.Option("--user", parser=text, metavar="NAME", help="What this person changed.")]
_Kinds = Annotated[
    str,
    typer.Option(
        "--kind",
        parser=text,
        metavar="A,B",
        help="What touched records of these kinds, those switched off too.",
    ),
]

app = plain_app()


@app.command("log")
def log(
    account: AnyAccount = None,
    query: _Query = "",
    since: _Day = "",
    until: _Until = "",
    user: _User = "",
    kind: _Kinds = "",
    with_children: WithChildren = False,
    archived_children: ArchivedChildren = False,
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, parser=at_least(1))] = 100,
    format: Format = None,  # noqa: A002
    as_json: JsonFormat = False,
) -> None:
    """Show what changed, of everything or of one ACCOUNT, newest first; 'kapta undo --event ID' takes one back."""
    from kapta_tui.data.read.feed import feed

    with session().reading() as reader:
        among = naming.account_ids(reader, account, with_children=with_children, archived=archived_children)
        view = reader.view
        given = " ".join(filter(None, (query, *_terms(since, until, user, kind))))
        changes = feed(
            reader.connection,
            account=among,
            limit=limit,
            filter=given,
            user=view.user,
            today=view.today,
            off=_unasked(view.playbook, given),
        )
    rows = [
        {
            "id": change.id,
            "kind": "event",
            "account": change.account or None,
            "at": change.at,
            "user": change.user,
            "verb": change.verb,
            "sentence": change.sentence,
            "undone": change.undone,
        }
        for change in changes
    ]
    write_listing(flat_listing("log", KEYS, rows), chosen(format, as_json))
    if not changes and is_terminal():
        say("No change passes the filter." if given else "Nothing has changed yet.")


def _unasked(playbook: Playbook, given: str) -> frozenset[str]:
    """Return the features that are switched off, but for those whose records the filter asks for."""
    if not playbook.off or not given:
        return playbook.off
    from kapta_tui.data.read.feedfilter import features_named

    return playbook.off - features_named(given)


def _terms(since: str, until: str, user: str, kind: str) -> Iterator[str]:
    """Yield the filter terms that the options stand for."""
    for name, sign, value in (("date", ">=", since), ("date", "<=", until), ("user", "=", user)):
        if value:
            yield f"{name}{sign}{quote(value)}"
    kinds = [quote(each.strip()) for each in kind.split(",") if each.strip()]
    if kinds:
        yield f"kind:{','.join(kinds)}"
