"""`kapta health --family`: an account, all below it, and their health together (domain.md 4.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from kapta_tui.cli.health.figures import exact, percent
from kapta_tui.cli.naming import account_id
from kapta_tui.cli.output import Column, Listing, send, write_listing, write_object
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.output.stdout import is_terminal
from kapta_tui.cli.output.table import grid_text
from kapta_tui.cli.session import session
from kapta_tui.data.read.families import family
from kapta_tui.data.read.health.family import FamilyHealth, Relative, family_health
from kapta_tui.domain.fields import Value
from kapta_tui.domain.health.words import score_words, signed
from kapta_tui.domain.money import from_minor
from kapta_tui.domain.text import one_line

_MEMBER: Final = (
    *("id", "account", "depth", "score", "raw", "band", "measured", "delta", "contract_value", "currency"),
)
_TEXTS: Final = frozenset({"section", "account", "band", "currency"})
KEYS: Final = ("section", *_MEMBER)


def show_family(account: str, form: str | None) -> None:
    """Write the account that is named, everything below it but archived accounts, and what they are together.

    Raises:
        NotFound, Ambiguous: no account or several are called that.
    """
    with session().reading() as reader:
        number = account_id(reader, account)
        depths = {one.id: one.depth for one in family(reader.connection, number)}
        found = family_health(reader.connection, tuple(depths))
        bands = reader.playbook.health.bands
        day = reader.view.today
    score = found.combined.score
    band = None if score is None else bands.of(score)
    if form == "table" or (form is None and is_terminal()):
        send(f"{_sentence(found, band)}\n\n{_table(found, depths)}")
        return
    listing = _listing(found, band, depths, day)
    if form in ("json", "jsonl"):
        write_object(listing, form)
    else:
        write_listing(listing, form)


def _sentence(found: FamilyHealth, band: str | None) -> str:
    """Return "49 ○ poor together; worst is Beta with 22; 2 of 3 scored; weighed by contract value"."""
    together, worst = found.combined, found.worst
    parts = [f"{score_words(together.score, band)} together"]
    if worst is not None:
        parts.append(f"worst is {one_line(worst.name)} with {worst.score}")
    parts.append(f"{together.scored} of {together.members} scored")
    parts.append("weighed by contract value" if together.by_value else "all weighed the same")
    return "; ".join(parts)


def _table(found: FamilyHealth, depths: Mapping[int, int]) -> str:
    """Return the members for people, indented as they stand below each other."""
    head = ("Account", "Health", "Change", "Measured", "Contract value", "Id")
    rows = [
        (
            f"{'  ' * depths[one.id]}{one_line(one.name)}",
            score_words(one.score, one.band),
            "" if one.delta is None else signed(one.delta),
            f"{percent(one.measured)} %",
            f"{from_minor(one.worth, one.currency):,f} {one.currency}",
            str(one.id),
        )
        for one in found.relatives
    ]
    return grid_text([head, *rows], right={2, 3, 4, 5}, wraps=0)


def _listing(found: FamilyHealth, band: str | None, depths: Mapping[int, int], day: date) -> Listing:
    """Return the family as rows, what it is together last, and as one object."""
    members = [{**_member(one), "depth": depths[one.id]} for one in found.relatives]

    def rows() -> list[list[Value]]:
        every = [{"section": "member", **one} for one in members]
        return [[one.get(key) for key in KEYS] for one in (*every, _together(found, band))]

    columns = [Column(key, key.replace("_", " ").capitalize(), shown, key not in _TEXTS) for key in KEYS]
    return Listing("family", columns, rows, lambda: [{"date": day, **_object(found, band, members)}])


def _member(one: Relative) -> dict[str, Value]:
    return {
        "id": one.id,
        "account": one.name,
        "score": one.score,
        "raw": exact(one.raw),
        "band": one.band,
        "measured": percent(one.measured),
        "delta": one.delta,
        "contract_value": from_minor(one.worth, one.currency),
        "currency": one.currency,
    }


def _together(found: FamilyHealth, band: str | None) -> dict[str, Value]:
    together = found.combined
    return {
        "section": "combined",
        "account": f"{together.scored} of {together.members} scored",
        "score": together.score,
        "raw": exact(together.raw),
        "band": band,
    }


def _object(found: FamilyHealth, band: str | None, members: Sequence[Mapping[str, Json]]) -> dict[str, Json]:
    together, worst = found.combined, found.worst
    return {
        "score": together.score,
        "raw": exact(together.raw),
        "band": band,
        "by_value": together.by_value,
        "scored": together.scored,
        "count": together.members,
        "worst": None if worst is None else _member(worst),
        "members": members,
    }
