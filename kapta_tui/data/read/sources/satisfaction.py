"""How pleased customers were, in SQL."""

from __future__ import annotations

from kapta_tui.data.read.sources.base import COMMON, OF_ACCOUNT, OWNED, Source, mine, named

_STALE = "date(:today, '-{satisfaction_stale_days} days')"
_EXPIRED = "date(:today, '-{satisfaction_expires_days} days')"

SATISFACTION = Source(
    kind="satisfaction",
    tables=f"satisfaction t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "score": "t.score",
        "date": "t.date",
        "description": "t.description",
        "author": named("user", "t.author_id"),
        "age": "CAST(julianday(:today) - julianday(t.date) AS INTEGER)",
        "stale": f"t.date < {_STALE} AND t.date >= {_EXPIRED}",
        "expired": f"t.date < {_EXPIRED}",
    },
    words=("t.description", "a.name_folded"),
    ready=OF_ACCOUNT | {"mine": mine("t.author_id")},
    order={"account": "a.name_folded"},
)
