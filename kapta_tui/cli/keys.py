"""`kapta keys`: the live key table."""

from __future__ import annotations

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.parameters import Format, JsonFormat, chosen
from kapta_tui.cli.problems import problems_of, report
from kapta_tui.cli.session import session

app = plain_app()


@app.command("keys")
def show(format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Show every key of the app with what it does, your own settings included."""
    from kapta_tui.commands import COMMANDS, GROUPS, resolve_keys

    keys = resolve_keys(session().settings.keys).keys
    rows = [
        {
            "id": command.id,
            "where": GROUPS[command.group].title,
            "keys": keys[command.id],
            "label": command.label,
            "help": command.help,
        }
        for command in COMMANDS.values()
    ]
    write_listing(
        flat_listing("keys", ("where", "keys", "label", "help", "id"), rows), chosen(format, as_json)
    )
    report(list(problems_of(session().settings)))
