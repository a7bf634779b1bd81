"""Documents, SWOT items, answers, reviews and metrics in SQL."""

from __future__ import annotations

from kapta_tui.data.read.sources.base import COMMON, OF_ACCOUNT, OWNED, Source, listed, mine, named

DOCUMENTS = Source(
    kind="documents",
    tables=f"document t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "name": "t.name",
        "path": "t.path",
        "description": "t.description",
        "checksum": "t.checksum",
        "size": "t.size",
        "state": "document_state(t.path, t.checksum, t.size)",
    },
    words=("t.name_folded", "t.path", "t.description", "a.name_folded"),
    ready=OF_ACCOUNT,
    order={"name": "t.name_folded", "account": "a.name_folded"},
)

SWOT = Source(
    kind="swot",
    tables=f"swot t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "quadrant": "t.quadrant",
        "text": "t.text",
        "lens": "t.lens",
        "theme": "t.theme",
        "reviewed_on": "t.reviewed_on",
        "stale": "t.reviewed_on < date(:today, '-{swot_stale_days} days')",
    },
    words=("t.text", "a.name_folded"),
    ready=OF_ACCOUNT,
    order={"account": "a.name_folded"},
)

VOC = Source(
    kind="voc",
    tables=f"voc t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "question": "t.question",
        "text": "t.text",
        "date": "t.date",
        "contact": named("contact", "t.contact_id"),
        "asked_by": named("user", "t.asked_by_id"),
        "stale": "t.date < date(:today, '-{voc_stale_days} days')",
    },
    words=("t.text", "a.name_folded"),
    ready=OF_ACCOUNT | {"mine": mine("t.asked_by_id")},
    order={"account": "a.name_folded"},
)

QBRS = Source(
    kind="qbrs",
    tables=f"qbr t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "name": "t.name",
        "type": "t.type",
        "stage": "t.stage",
        "date": "t.date",
        "owner": named("user", "t.owner_id"),
        "contacts": listed(
            "SELECT c.name AS v FROM qbr_contact q JOIN contact c ON c.id = q.contact_id "
            "WHERE q.qbr_id = t.id ORDER BY c.name_folded"
        ),
        "colleagues": listed(
            'SELECT u.name AS v FROM qbr_colleague q JOIN "user" u ON u.id = q.user_id '
            "WHERE q.qbr_id = t.id ORDER BY u.name_folded"
        ),
        "agenda": "t.agenda",
        "summary": "t.summary",
        "rating": "t.rating",
        "description": "t.description",
    },
    words=("t.name_folded", "t.agenda", "t.summary", "a.name_folded"),
    ready=OF_ACCOUNT | {"mine": mine("coalesce(t.owner_id, a.owner_id)")},
    order={"name": "t.name_folded", "account": "a.name_folded"},
)

_NEWEST = (
    "(SELECT v.{column} FROM metric_value v WHERE v.metric_id = t.id AND v.date <= :today "
    "ORDER BY v.date DESC LIMIT 1)"
)
"""What the newest measurement says as of today."""

_VALUE = _NEWEST.format(column="value")

METRICS = Source(
    kind="metrics",
    tables=f"metric t {OWNED}",
    fields=COMMON
    | {
        "account": "a.name",
        "name": "t.name",
        "unit": "t.unit",
        "currency": "t.currency",
        "start": "t.start",
        "target": "t.target",
        "value": _VALUE,
        "date": _NEWEST.format(column="date"),
        "description": "t.description",
        "position": "t.position",
        "colour": f"metric_colour(t.unit, t.start, t.target, {_VALUE})",
    },
    words=("t.name_folded", "t.description", "a.name_folded"),
    ready=OF_ACCOUNT,
    order={"name": "t.name_folded", "account": "a.name_folded"},
)
