"""The command `kapta`: its global options and the table of everything below it."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui import __version__
from kapta_tui.cli.lazy import Entry, command_in, group_in, lazy_app
from kapta_tui.cli.parameters import text
from kapta_tui.cli.session import Session, begin

_RECORDS = "Records: kapta NOUN VERB, see kapta NOUN --help"
_DAILY = "Every day"
_FILES = "In and out"
_STORE = "The store and its rules"

_NOUNS = {
    "account": "companies you look after",
    "contact": "key players at an account",
    "contract": "what an account has signed, with value and end",
    "opportunity": "what could be sold next",
    "product": "what you sell",
    "document": "files and links about an account",
    "swot": "strengths, weaknesses, opportunities, threats",
    "voc": "voice of the customer: answers to questions",
    "qbr": "business reviews: planned, held, rated",
    "metric": "what is measured, with start, target and history",
    "satisfaction": "how pleased an account is, 0 to 10, day by day",
    "note": "what was said and when",
    "risk": "why an account may be lost: start, close, reopen",
    "goal": "what the plan wants to reach",
    "objective": "the steps between goal and action",
    "action": "the work of a plan: start, update, complete",
    "task": "things to do: done, reopen",
    "user": "colleagues and queues",
}

_OTHERS = (
    ("today", "today", "what needs you and why", _DAILY),
    ("health", "health.command", "why an account's score is what it is, what would raise it", _DAILY),
    ("search", "search", "full-text search over every record", _DAILY),
    ("log", "log", "what changed, newest first", _DAILY),
    ("undo", "undo", "take the last change back, whoever made it", _DAILY),
    ("redo", "undo", "do again what was undone last", _DAILY),
    ("import", "importing", "files into the store; kind and columns are found", _FILES),
    ("export", "exporting", "records as a table, a workbook, or a lossless dump", _FILES),
    ("report", "report", "to read, print or send: an account's risks, the portfolio's", _FILES),
    ("timeline", "timeline", "swim lanes as a picture, for a slide: SVG or PNG", _FILES),
    ("template", "exporting", "a spreadsheet to fill in and import", _FILES),
    ("demo", "demo", "the app on a sample portfolio", _FILES),
    ("playbook", "playbook", "the administrator's rules", _STORE),
    ("backup", "keeping", "a consistent copy, even while the app runs", _STORE),
    ("restore", "keeping", "a backup in the place of the store", _STORE),
    ("check", "keeping", "whether the store is sound", _STORE),
    ("paths", "paths", "where store, settings and log are", _STORE),
    ("keys", "keys", "every key of the app", _STORE),
)

_GROUPS = frozenset({"playbook"})

_TELLS_ALL = frozenset({"demo", "paths", "keys"})
"""Commands that say by themselves all that is wrong in the settings."""

ENTRIES: dict[str, Entry] = {
    **{name: Entry(line, group_in(f"nouns.{name}"), _RECORDS) for name, line in _NOUNS.items()},
    **{
        name: Entry(line, group_in(place) if name in _GROUPS else command_in(place, name), section)
        for name, place, line, section in _OTHERS
    },
}
"""Every command by name."""

app = lazy_app(
    "kapta",
    ENTRIES,
    invoke_without_command=True,
    subcommand_metavar="[COMMAND] [ARGS]...",
    epilog='Completion in bash: eval "$(_KAPTA_COMPLETE=source_bash kapta)"; also source_zsh, source_fish.',
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kapta, version {__version__}")
        raise typer.Exit


_Db = Annotated[
    str | None,
    typer.Option(
        "--db", metavar="PATH", parser=text, envvar="KAPTA_DB", show_envvar=True, help="The store's file."
    ),
]
_User = Annotated[
    str | None,
    typer.Option(
        "--user", metavar="NAME", parser=text, envvar="KAPTA_USER", show_envvar=True, help="Who acts."
    ),
]
_Today = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="YYYY-MM-DD",
        parser=text,
        envvar="KAPTA_TODAY",
        show_envvar=True,
        help="The day every rule uses, so that any day can be replayed.",
    ),
]
_Version = Annotated[
    bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and exit.")
]


@app.callback()
def root(
    ctx: typer.Context, db: _Db = None, user: _User = None, today: _Today = None, _version: _Version = False
) -> None:
    """Key-account management in the terminal. Without a command it opens the app."""
    session = Session(db, user, today)
    begin(session)
    if ctx.invoked_subcommand is None:
        from kapta_tui.cli.opening import open_app

        raise typer.Exit(open_app(session))
    if ctx.invoked_subcommand not in _TELLS_ALL:
        from kapta_tui.cli.problems import warn

        warn(session.settings)
