"""What a form says below a field of what is typed there: a new person, a name that is taken or unknown."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from functools import partial

from kapta_tui.data.read.find import find
from kapta_tui.data.read.names import homonyms
from kapta_tui.domain.errors import Ambiguous, NotFound
from kapta_tui.domain.fields import Field, FieldType
from kapta_tui.domain.gainwords import points_words
from kapta_tui.domain.health.next import Gain
from kapta_tui.screens.dialogs.form import Look
from kapta_tui.widgets.form.line import Remark

NEW_PERSON = "nobody is called so yet: a new person"


def remarks_on(
    kind: str, fields: Iterable[Field], account: int | None, record: int | None = None
) -> dict[str, Look]:
    """Return by field what looks the text up: references, within `account` as far as is known, and account names.

    `record` is the one that is edited.
    """
    found: dict[str, Look] = {
        field.name: partial(_named, kind=field.target, account=account)
        for field in fields
        if field.type is FieldType.REFERENCE
    }
    if kind == "accounts":
        found["name"] = partial(_taken, but=record)
    return found


def invitations(gains: Iterable[Gain]) -> dict[str, str]:
    """Return by field of an account what filling it would add to health (domain.md 4.2)."""
    return {
        gain.item: f"filling it adds {points_words(gain)} health"
        for gain in gains
        if gain.item in ("website", "description") and gain.health > 0
    }


def _named(connection: sqlite3.Connection, text: str, *, kind: str, account: int | None) -> Remark:
    try:
        find(connection, kind, text, account)
    except NotFound as error:
        return Remark(NEW_PERSON) if kind == "users" else Remark(str(error), is_wrong=True)
    except Ambiguous as error:
        return Remark(str(error), is_wrong=True)
    return Remark("")


def _taken(connection: sqlite3.Connection, text: str, *, but: int | None) -> Remark:
    found = homonyms(connection, text, but)
    return Remark(f"there is a {found[0][1]} already" if found else "")
