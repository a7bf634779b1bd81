"""`kapta swot`: strengths, weaknesses, opportunities and threats (domain.md 3.5)."""

from __future__ import annotations

from typing import Annotated

import typer

from kapta_tui.cli.lazy import plain_app
from kapta_tui.cli.nouns.making import noun_group
from kapta_tui.cli.parameters import JsonRecord, at_least
from kapta_tui.cli.session import session
from kapta_tui.domain.kinds import KINDS

KIND = KINDS["swot"]

app = plain_app()

_Ids = Annotated[list[int], typer.Argument(metavar="ID…", parser=at_least(1), show_default=False)]


@app.command("review", short_help="mark items as reviewed today")
def review(items: _Ids, as_json: JsonRecord = False) -> None:
    """Mark items as reviewed today, as one change."""
    from kapta_tui.cli.nouns.acting import write_records
    from kapta_tui.data.write.swot import review_swot

    session().write(review_swot, items)
    write_records(KIND, items, as_json, several=True)


group = noun_group(KIND, "Strengths, weaknesses, opportunities and threats of an account.", app)
