"""What `kapta account merge` does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kapta_tui.cli import naming
from kapta_tui.cli.nouns.acting import write_record
from kapta_tui.cli.nouns.names import names_of
from kapta_tui.cli.output import Column, Listing, send, write_listing
from kapta_tui.cli.output.json_text import Json, encode
from kapta_tui.cli.output.listing import shown
from kapta_tui.cli.session import say, session
from kapta_tui.data.read import merging as reading
from kapta_tui.domain import custom
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.merging import Merge, Pair, Side
from kapta_tui.domain.playbook import Playbook

_KIND = KINDS["accounts"]


def merge(
    kept: str, gone: str, take: Sequence[str], *, keep_both: bool, preview: bool, as_json: bool
) -> None:
    """Merge the account called `gone` into the one called `kept`, or show what that would be.

    `take` are the fields whose value comes from `gone`; with `keep_both` contacts and documents of both stay two.
    """
    with session().reading() as reader:
        ids = naming.account_id(reader, kept), naming.account_id(reader, gone)
        found = reading.load(reader.connection, reader.view, *ids, keep_both=keep_both)
        taken = _taken(found, reader.playbook, [name for names in take for name in names_of(names)])
    if preview:
        _show(found.seen(reader.playbook.off), taken, as_json=as_json)
        return
    from kapta_tui.data.write.merging import merge_accounts

    versions = (found.kept.version, found.gone.version)
    session().write(merge_accounts, *ids, found.values(taken), versions, keep_both=keep_both)
    for warning in found.warnings(taken):
        say(f"Note: {warning}")
    write_record(_KIND, ids[0], as_json)


def _taken(found: Merge, playbook: Playbook, names: Sequence[str]) -> dict[str, Side]:
    """Return the choices that `names` mean. Raises UsageError for what is no choice."""
    pairs = {pair.name: pair for pair in found.pairs}
    fields = custom.fields_of(_KIND, playbook)
    for name in names:
        if name not in fields or not fields[name].writable:
            choices = ", ".join(pair.name for pair in found.pairs if pair.is_choice) or "none"
            raise UsageError(
                f"An account has no field '{name}' to take over.", f"They differ in these: {choices}."
            )
        if name in pairs and not pairs[name].is_choice:
            why = "is united" if pairs[name].united is not None else "follows from the family of the two"
            raise UsageError(
                f"There is no choice about '{name}': it {why}.", "Leave it out; --preview shows the result."
            )
    return {name: Side.GONE for name in names if name in pairs}


def _show(found: Merge, taken: Mapping[str, Side], *, as_json: bool) -> None:
    remarks = (*found.remarks, *found.warnings(taken))
    if as_json:
        send(f"{encode(_object(found, taken, remarks))}\n")
        return
    columns = [
        Column("field", "Field", shown),
        Column("kept", f"Kept: {found.kept.name}", shown),
        Column("gone", f"Goes: {found.gone.name}", shown),
        Column("result", "Result", shown),
    ]
    rows = [[pair.label, *_sides(pair), pair.result(taken)] for pair in found.pairs]
    rows += [[move.label, str(move.kept), str(move.gone), str(move.result)] for move in found.moves]
    write_listing(Listing("merge", columns, lambda: rows, list), None)
    for remark in remarks:
        say(remark)
    say("Nothing is written: this is a preview.")


def _sides(pair: Pair) -> tuple[str, str]:
    return pair.kept_words, pair.gone_words


def _object(found: Merge, taken: Mapping[str, Side], remarks: Sequence[str]) -> dict[str, Json]:
    fields: list[Json] = [
        {
            "field": pair.name,
            "kept": pair.kept_words or None,
            "gone": pair.gone_words or None,
            "result": pair.result(taken) or None,
            "choice": pair.is_choice,
        }
        for pair in found.pairs
    ]
    return {
        "kept": {"id": found.kept.id, "name": found.kept.name},
        "gone": {"id": found.gone.id, "name": found.gone.name},
        "fields": fields,
        "moves": [
            {"kind": move.kind, "kept": move.kept, "gone": move.gone, "result": move.result}
            for move in found.moves
        ],
        "united": [
            {
                "kind": one.kind,
                "kept": {"id": one.kept, "name": one.kept_name},
                "gone": {"id": one.gone, "name": one.gone_name},
            }
            for one in found.uniting
        ],
        "remarks": list(remarks),
    }
