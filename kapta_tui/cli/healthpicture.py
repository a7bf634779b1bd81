"""`kapta health ACCOUNT -o FILE`: the days of health as a picture (features: row 69)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from kapta_tui.cli.naming import account_id
from kapta_tui.cli.session import Reader, say, session
from kapta_tui.domain.errors import NotFound, UsageError
from kapta_tui.domain.health.period import parse_period
from kapta_tui.domain.playbook.health import FACTORS


def save_health_picture(account: str, out: Path, since: str = "", factors: str = "") -> None:
    """Write the health of an account day by day to `out`, an .svg or .png; "-" is standard output, as SVG.

    `since` says from when on, by default from the first day known. `factors` are names with commas, by default those
    that are weighed.

    Raises:
        UsageError: the suffix names no format, `since` no period, or `factors` something else.
        NotFound, Ambiguous: no account or several are called that, or no review was held.
        FileError: it cannot be written.
    """
    from kapta_tui.cli.progress import waiting
    from kapta_tui.reports.pictures.files import content, format_of
    from kapta_tui.reports.pictures.health import draw_health
    from kapta_tui.reports.pictures.healthsheet import health_sheet

    to_pipe = str(out) == "-"
    form = "svg" if to_pipe else format_of(out)
    wanted = _factors(factors)
    with session().reading() as reader:
        number = account_id(reader, account)
        start = _start(reader, number, since) if since else None
        sheet = health_sheet(reader.connection, reader.view, number, start, wanted)
    with waiting("Drawing…"):
        written = content(draw_health(sheet), form)
    if to_pipe:
        from kapta_tui.cli.output.stdout import quiet_pipe, stdout_bytes

        with quiet_pipe():
            stdout_bytes().write(written)
            stdout_bytes().flush()
        return
    from kapta_tui.exchange.writers.target import opened

    with opened(out) as stream:
        stream.write(written)
    say(f"Wrote the picture to {out}.")


def _factors(words: str) -> tuple[str, ...]:
    """Return the factors that are named; none said are all that are weighed."""
    named = tuple(word.strip().lower() for word in words.split(",") if word.strip())
    for word in named:
        if word not in FACTORS:
            raise UsageError(f"'{word}' is no factor of health.", f"The factors are {', '.join(FACTORS)}.")
    return named


def _start(reader: Reader, account: int, since: str) -> date:
    from kapta_tui.data.read.health.history import last_review

    today = reader.view.today
    start = parse_period(since).start(today, last_review(reader.connection, account, today))
    if start is None:
        raise NotFound("No QBR was held with this account.", "Say --since 90d or a date instead.")
    if start > today:
        raise UsageError(f"{start} is not before today.", "Begin with an earlier day.")
    return start
