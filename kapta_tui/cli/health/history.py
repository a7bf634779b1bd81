"""`kapta health --history`: the days of health (domain.md 4.3; features: row 68)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from kapta_tui.cli.health.figures import hundredths, kept, percent
from kapta_tui.cli.health.told import begins
from kapta_tui.cli.naming import account_id
from kapta_tui.cli.output import Column, Listing, send, write_listing
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.output.table import grid_text
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.data.read.health.gather import ONE, gather
from kapta_tui.data.read.health.history import DayOfHealth, history
from kapta_tui.data.read.names import called
from kapta_tui.data.read.playbook import current_version
from kapta_tui.domain.fields import Value
from kapta_tui.domain.health.period import parse_period
from kapta_tui.domain.health.score import health
from kapta_tui.domain.health.words import FACTOR_LABELS
from kapta_tui.domain.playbook.health import FACTORS

KEYS: Final = ("date", "score", "raw", "measured", "deduction", *FACTORS, "carried")
_SHORT: Final = {"freshness": "Fresh", "satisfaction": "Satisf."}
_TEXTS: Final = frozenset({"date", "carried"})


def show_history(account: str, since: str, form: str | None) -> None:
    """Write a row for each day of the account's health, the first first, today's among them.

    Raises:
        UsageError: `since` is no period or does not begin before today.
        NotFound, Ambiguous: no account or several are called that, or no review was held.
    """
    with session().reading() as reader:
        number = account_id(reader, account)
        days = _days(reader, number, since)
    if form == "table" or (form is None and is_terminal()):
        send(grid_text(list(_table(days)), right=range(1, 99)))
        if any(day.carried for day in days):
            say(
                "Scores in brackets are those of the day before: what was known on that day is known no more."
            )
        return
    rows = [_row(day) for day in days]
    columns = [Column(key, key.capitalize(), shown, key not in _TEXTS) for key in KEYS]
    write_listing(
        Listing("health", columns, lambda: [list(row.values()) for row in rows], lambda: rows), form
    )


def _table(days: Sequence[DayOfHealth]) -> Iterator[Sequence[str]]:
    """Yield what fits into 80 cells: the score and what made it, factors that were ever weighed alone."""
    weighed = [
        place for place in range(len(FACTORS)) if any(day.scores.factors[place].weight for day in days)
    ]
    yield (
        "Date",
        "Score",
        "%",
        "Risk",
        *(_SHORT.get(FACTORS[at], FACTOR_LABELS[FACTORS[at]]) for at in weighed),
    )
    for day in days:
        score = "–" if day.score is None else str(day.score)
        factors = (hundredths(day.scores.factors[place].score) for place in weighed)
        yield (
            day.day.isoformat(),
            f"({score})" if day.carried else score,
            str(percent(day.measured)),
            str(hundredths(-day.scores.deduction) or ""),
            *("" if score is None else str(score) for score in factors),
        )


def _days(reader: Reader, account: int, since: str) -> list[DayOfHealth]:
    """Return the days up to today, which is computed: of a day that is pretended the store keeps nothing new."""
    start = None
    if since:
        name = called(reader.connection, "accounts", [account])[account]
        start = begins(reader, account, name, parse_period(since))
    today, playbook = reader.view.today, reader.playbook
    (facts,) = gather(reader.connection, today, playbook, ONE, account)
    scores = health(facts, today, playbook).scores
    version, _ = current_version(reader.connection)
    now = DayOfHealth(today, scores.score, scores.raw_kept, scores.measured_kept, scores, version)
    past = history(reader.connection, account, start, today)
    return [*(day for day in past if day.day < today), now]


def _row(day: DayOfHealth) -> dict[str, Value]:
    return {
        "date": day.day,
        "score": day.score,
        "raw": kept(day.raw),
        "measured": percent(day.measured),
        "deduction": hundredths(day.scores.deduction),
        **{factor.name: hundredths(factor.score) for factor in day.scores.factors},
        "carried": day.carried,
    }
