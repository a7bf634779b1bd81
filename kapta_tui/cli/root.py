"""The command `kapta`: its global options and the table of everything below it."""

from __future__ import annotations

import click

from kapta_tui import __version__
from kapta_tui.cli.lazy import Entry, LazyGroup, module
from kapta_tui.cli.parameters import TEXT
from kapta_tui.cli.session import Session

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
    "note": "what was said and when",
    "risk": "why an account may be lost: start, close, reopen",
    "goal": "what the plan wants to reach",
    "objective": "the steps between goal and action",
    "action": "the work of a plan: start, update, complete",
    "task": "things to do: done, reopen",
    "user": "colleagues and queues",
}

_OTHERS = (
    ("today", "today:today", "what needs you and why", _DAILY),
    ("search", "search:search", "full-text search over every record", _DAILY),
    ("log", "log:log", "what changed, newest first", _DAILY),
    ("undo", "undo:undo", "take the last change back, whoever made it", _DAILY),
    ("redo", "undo:redo", "do again what was undone last", _DAILY),
    ("import", "importing:take", "files into the store; kind and columns are found", _FILES),
    ("export", "exporting:export", "records as a table, a workbook, or a lossless dump", _FILES),
    ("template", "exporting:template", "a spreadsheet to fill in and import", _FILES),
    ("demo", "demo:demo", "the app on a sample portfolio", _FILES),
    ("playbook", "playbook:group", "the administrator's rules", _STORE),
    ("backup", "keeping:backup", "a consistent copy, even while the app runs", _STORE),
    ("restore", "keeping:restore", "a backup in the place of the store", _STORE),
    ("check", "keeping:check", "whether the store is sound", _STORE),
    ("paths", "paths:paths", "where store, settings and log are", _STORE),
    ("keys", "keys:keys", "every key of the app", _STORE),
)

ENTRIES: dict[str, Entry] = {
    name: Entry(text, module(f"nouns.{name}:group"), _RECORDS) for name, text in _NOUNS.items()
} | {name: Entry(text, module(path), section) for name, path, text, section in _OTHERS}
"""Every command by name."""


@click.group(
    "kapta",
    cls=LazyGroup,
    entries=ENTRIES,
    invoke_without_command=True,
    epilog='Completion in bash: eval "$(_KAPTA_COMPLETE=bash_source kapta)"; also zsh_source, fish_source.',
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--db", metavar="PATH", type=TEXT, envvar="KAPTA_DB", show_envvar=True, help="The store's file."
)
@click.option("--user", metavar="NAME", type=TEXT, envvar="KAPTA_USER", show_envvar=True, help="Who acts.")
@click.option(
    "--today",
    metavar="YYYY-MM-DD",
    type=TEXT,
    envvar="KAPTA_TODAY",
    show_envvar=True,
    help="The day every rule uses, so that any day can be replayed.",
)
@click.version_option(__version__, prog_name="kapta")
@click.pass_context
def root(ctx: click.Context, db: str | None, user: str | None, today: str | None) -> None:
    """Key-account management in the terminal. Without a command it opens the app."""
    ctx.obj = Session(db, user, today)
    if ctx.invoked_subcommand is None:
        from kapta_tui.cli.opening import open_app

        ctx.exit(open_app(ctx.obj))
