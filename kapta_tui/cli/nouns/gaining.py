"""`kapta account gains`: what filling the gaps of a profile would add (domain.md 4.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from kapta_tui.cli import naming
from kapta_tui.cli.output import flat_listing, write_listing
from kapta_tui.cli.session import session
from kapta_tui.data.read import profilepoints
from kapta_tui.domain.gainwords import gain_words
from kapta_tui.domain.health.rounding import rounded
from kapta_tui.domain.kinds import KINDS

KEYS: Final = ("item", "part", "what", "profile", "health")


def show_gains(record: list[str], form: str | None) -> None:
    """Write each gap of the account that `record` names with the points it would add, the best first."""
    with session().reading() as reader:
        number = naming.record_id(reader, KINDS["accounts"], record)
        found = profilepoints.gains(reader.connection, number, reader.playbook, reader.view.today)
        rows = [
            {
                "item": gain.item,
                "part": gain.part or None,
                "what": gain_words(gain, reader.playbook),
                "profile": gain.profile,
                "health": Decimal(rounded(gain.health, 2)).scaleb(-2),
            }
            for gain in found
        ]
        write_listing(flat_listing("gains", KEYS, rows), form)
