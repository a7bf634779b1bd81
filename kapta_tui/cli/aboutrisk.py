"""What `kapta risk show` writes of a risk behind its fields (features: rows 34, 44 and 55)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from kapta_tui.cli.amounts import offered
from kapta_tui.cli.became import linked_object, work_words
from kapta_tui.cli.output import Column, Listing
from kapta_tui.cli.output.json_text import Json
from kapta_tui.cli.session import Reader
from kapta_tui.data.read.health.riskeffect import cost_said
from kapta_tui.data.read.risk_detail import PriorRisk, RiskDetail, RiskNote, detail
from kapta_tui.data.read.worked import LinkedWork
from kapta_tui.domain.fields import Kind, Value
from kapta_tui.domain.health import cost_words, risk_cost
from kapta_tui.domain.playbook import Playbook
from kapta_tui.domain.riskstages import Stage
from kapta_tui.domain.text import days_words

_LABELS = {
    "stages": "Statuses",
    "linked": "Addressed by",
    "notes": "Notes",
    "prior": "Prior risks",
    "repeated": "Repeated reasons",
    "health_cost": "Health",
}


def with_risk(reader: Reader, listing: Listing, kind: Kind, number: int) -> Listing:
    """Return the listing of the one risk `number` with what is known around it; of other kinds the listing itself.

    JSON keys: `stages` [{status, since, days}], `linked` [{kind, id, name, due, done_on, owner, percent, overdue}],
    `notes` [{id, date, author, text}], `prior` [ids, the last closed first], `repeated` [{code, label}], the
    reasons that a prior risk had too, and `health_cost`, the points it takes off the health score.
    """
    found = detail(reader.connection, reader.view, number, whole=True) if kind.name == "risks" else None
    if found is None:
        return listing
    words = _words(found, reader)
    here = [column.name for column in listing.columns]
    more = {name: words[name] for name in words if name not in here}

    def rows() -> list[list[Value]]:
        return [
            [*(words.get(name, value) for name, value in zip(here, row, strict=True)), *more.values()]
            for row in listing.rows()
        ]

    def objects() -> list[dict[str, Json]]:
        return [dict(item) | risk_objects(found, reader) for item in listing.objects()]

    told = [_told(column) if column.name in words else column for column in listing.columns]
    added = [Column(name, _LABELS[name], str) for name in more]
    return Listing(listing.name, [*told, *added], rows, objects)


def _told(column: Column) -> Column:
    """Return the column of a field that is told in words here."""
    return column._replace(show=str)


def _words(found: RiskDetail, reader: Reader) -> dict[str, Value]:
    """Return by key what people and programs that read lines are told."""
    playbook = reader.playbook
    words: dict[str, Value] = {"stages": "; ".join(_stage(stage, playbook) for stage in found.stages)}
    if playbook.enabled("plans"):
        words["linked"] = "; ".join(_work(item, reader) for item in found.linked)
    return words | {
        "notes": "; ".join(map(_note, found.notes)),
        "prior": "; ".join(_prior(risk, playbook) for risk in found.prior),
        "repeated": ", ".join(found.repeated),
        "health_cost": _health_words(found, reader),
    }


def risk_objects(found: RiskDetail, reader: Reader) -> dict[str, Json]:
    """Return what is known around a risk as JSON, with the keys that `with_risk` names."""
    objects: dict[str, Json] = {
        "stages": [
            {"status": stage.status, "since": stage.since, "days": stage.days} for stage in found.stages
        ],
        "linked": [linked_object(item, reader.view.today) for item in found.linked],
        "notes": note_objects(found.notes),
        "prior": [risk.id for risk in found.prior],
        "repeated": list(_labelled(found.repeated, reader.playbook)),
        "health_cost": _cost(found, reader.playbook),
    }
    return offered(objects, reader.playbook.off)


def _health_words(found: RiskDetail, reader: Reader) -> str:
    """Return what the risk does to the score: "costs 12 points of health: 67 → 55"."""
    if found.row.closed_at is not None or not reader.playbook.enabled("risks"):
        return cost_words(_cost(found, reader.playbook))
    return cost_said(reader.connection, reader.view, found.row)


def _cost(found: RiskDetail, playbook: Playbook) -> Decimal:
    """Return the points that the risk takes off the health score, none once it is closed."""
    row = found.row
    return risk_cost(playbook, row.severity, row.likelihood) if row.closed_at is None else Decimal(0)


def note_objects(notes: Iterable[RiskNote]) -> list[Json]:
    """Return notes as JSON: `{id, date, author, text}`."""
    return [
        {"id": note.id, "date": note.date, "author": note.author or None, "text": note.text} for note in notes
    ]


def _labelled(labels: Sequence[str], playbook: Playbook) -> Iterable[Json]:
    """Yield reasons as the field `reasons` has them: the code is null for own words."""
    codes = {choice.label: choice.code for choice in playbook.choices("reasons")}
    for label in labels:
        yield {"code": codes.get(label), "label": label}


def _stage(stage: Stage, playbook: Playbook) -> str:
    status = playbook.label("risk_status", stage.status)
    return f"{status} since {stage.since}, {days_words(stage.days)}"


def _work(item: LinkedWork, reader: Reader) -> str:
    return work_words(item) + (", late" if item.is_overdue(reader.view.today) else "")


def _note(note: RiskNote) -> str:
    who = f" {note.author}" if note.author else ""
    return f"{note.date}{who}: {note.text}"


def _prior(risk: PriorRisk, playbook: Playbook) -> str:
    status = playbook.label("risk_status", risk.status)
    how = f", {', '.join(risk.resolutions)}" if risk.resolutions else ""
    return f"{risk.id} {risk.opened_at} to {risk.closed_at}: {', '.join(risk.reasons)}, {status}{how}"
