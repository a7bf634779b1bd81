"""How pleased customers were, day by day (mission S1; domain.md 4: manual satisfaction has an age)."""

from __future__ import annotations

from typing import Final

from kapta_tui.domain.fields import Field, FieldType, Kind
from kapta_tui.domain.kinds import common

LOWEST: Final = 0
HIGHEST: Final = 10

SATISFACTION = Kind(
    name="satisfaction",
    noun="satisfaction",
    table="satisfaction",
    feature="satisfaction",
    singular="satisfaction entry",
    plural="satisfaction entries",
    match=("external_id", "date"),
    columns=("date", "account", "score", "description", "author", "stale", "expired"),
    sort=("-date", "-id"),
    synonyms=("satisfaction", "csat", "customer satisfaction", "satisfaction survey", "ratings"),
    fields=(
        common.ID,
        common.ACCOUNT,
        Field(
            "score",
            FieldType.INTEGER,
            "Score 0-10",
            required=True,
            minimum=LOWEST,
            maximum=HIGHEST,
            synonyms=("satisfaction", "satisfaction score", "csat", "csat score", "rating", "score", "value"),
            help="How pleased they are",
        ),
        Field(
            "date",
            FieldType.DATE,
            "Date",
            synonyms=("satisfaction date", "survey date", "rated on", "asked on"),
            help="Empty means today",
        ),
        Field(
            "description",
            FieldType.LONG,
            "Description",
            synonyms=("comment", "comments", "reason", "feedback", "note", "notes"),
        ),
        common.user("author", "Author", "created by", "entered by"),
        common.EXTERNAL,
        Field("age", FieldType.INTEGER, "Days old", writable=False, help="Days since its date"),
        Field(
            "stale",
            FieldType.FLAG,
            "Stale",
            writable=False,
            help="Counts in health, but is to be asked again",
        ),
        Field("expired", FieldType.FLAG, "Expired", writable=False, help="Too old to count in health"),
        common.CREATED,
        common.UPDATED,
    ),
)
