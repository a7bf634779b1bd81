"""`kapta paths`: where the files are."""

from __future__ import annotations

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.parameters import Format, JsonFormat, chosen
from kapta_tui.cli.problems import problems_of, report
from kapta_tui.cli.session import session
from kapta_tui.domain.fields import Value

app = plain_app()


@app.command("paths")
def paths(format: Format = None, as_json: JsonFormat = False) -> None:  # noqa: A002
    """Show where store, settings and log are, whether or not they exist yet."""
    from kapta_tui.settings import settings_path
    from kapta_tui.shell.crash import log_path

    files = {"store": session().store_path, "settings": settings_path(), "log": log_path()}
    rows: list[dict[str, Value]] = [
        {"name": name, "path": str(path), "exists": path.exists()} for name, path in files.items()
    ]
    write_listing(flat_listing("paths", ("name", "path", "exists"), rows), chosen(format, as_json))
    report(list(problems_of(session().settings)))
