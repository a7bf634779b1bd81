"""What other rules would do to the scores, as commands tell it (features: row 60)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from kapta_tui.cli.output import flat_listing, send, write_listing
from kapta_tui.cli.output.json_text import Json, encode
from kapta_tui.cli.session import Reader, say
from kapta_tui.domain.fields import Value

if TYPE_CHECKING:
    from kapta_tui.domain.health.whatif import Foretold, WhatIf

_KEYS = (
    "id",
    "account",
    "score_before",
    "score_after",
    "band_before",
    "band_after",
    "raw_before",
    "raw_after",
    "change",
    "crosses",
)
_PLACES = 4
_WAYS = {1: "up", -1: "down"}


def tell_what_if(reader: Reader, other: str, filter_text: str, form: str | None) -> None:
    """Write what the playbook `other` would do to the accounts that pass the filter. Raises KaptaError."""
    from kapta_tui.data.read.health.whatif import foretell_text
    from kapta_tui.data.read.records import ids

    view = reader.view
    among = ids(reader.connection, "accounts", view, filter=filter_text) if filter_text else None
    told = foretell_text(reader.connection, view.today, other, among)
    rows = [_row(one) for one in told.accounts]
    if form == "json":
        send(f"{encode(_whole(told, rows))}\n")
    else:
        write_listing(flat_listing("whatif", _KEYS, rows), form)
    for line in summary(told):
        say(line)


def summary(told: WhatIf) -> list[str]:
    """Return in sentences the bands, the mean, and how many accounts cross a band."""
    from kapta_tui.domain.health.bands import band_words
    from kapta_tui.domain.health.whatif import crossing_words
    from kapta_tui.domain.health.words import signed
    from kapta_tui.domain.playbook.problems import sentence

    counts = ((band, pair) for band, pair in told.counts.items() if any(pair))
    lines = [", ".join(f"{band_words(band)} {before} → {after}" for band, (before, after) in counts)]
    before, after = told.means
    if before is not None and after is not None:
        lines.append(f"Mean {_one(before)} → {_one(after)} ({signed(after - before, 1)}).")
    return [*filter(None, lines), sentence(crossing_words(told.crossing))]


def crossing_of(reader: Reader, other: str) -> str:
    """Say how many accounts would cross a band by the playbook `other`; empty where no score depends on it."""
    from kapta_tui.data.read.health.whatif import foretell_text
    from kapta_tui.domain.health.whatif import crossing_words, moves_health
    from kapta_tui.domain.playbook import parse
    from kapta_tui.domain.playbook.problems import sentence

    if not moves_health(reader.playbook, parse(other)):
        return ""
    told = foretell_text(reader.connection, reader.view.today, other)
    return sentence(crossing_words(told.crossing))


def _row(one: Foretold) -> dict[str, Value]:
    way = _WAYS.get(one.direction) or ("in" if one.before.band is None else "out")
    return {
        "id": one.account,
        "account": one.name,
        "score_before": one.before.score,
        "score_after": one.after.score,
        "band_before": one.before.band,
        "band_after": one.after.band,
        "raw_before": _decimal(one.before.raw),
        "raw_after": _decimal(one.after.raw),
        "change": _decimal(one.change),
        "crosses": way if one.crosses else None,
    }


def _whole(told: WhatIf, rows: list[dict[str, Value]]) -> dict[str, Json]:
    crossing = told.crossing
    return {
        "accounts": [dict(row) for row in rows],
        "bands": {
            band or "not_scored": {"before": before, "after": after}
            for band, (before, after) in told.counts.items()
        },
        "mean": {"before": _decimal(told.means[0]), "after": _decimal(told.means[1])},
        "crossing": {
            "up": sum(one.direction > 0 for one in crossing),
            "down": sum(one.direction < 0 for one in crossing),
            "in": sum(one.before.band is None for one in crossing),
            "out": sum(one.after.band is None for one in crossing),
        },
    }


def _decimal(value: Fraction | None) -> Decimal | None:
    from kapta_tui.domain.health.rounding import rounded

    return None if value is None else Decimal(rounded(value, _PLACES)).scaleb(-_PLACES).normalize() + 0


def _one(value: Fraction) -> Decimal:
    from kapta_tui.domain.health.rounding import rounded

    return Decimal(rounded(value, 1)).scaleb(-1)
