"""`kapta goal add --template`: a plan of the playbook launched, or listed beforehand (features: row 75)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from kapta_tui.cli.session import Reader, say, session
from kapta_tui.cli.shaping import option_name
from kapta_tui.domain.errors import UsageError
from kapta_tui.domain.fields import Value
from kapta_tui.domain.kinds import KINDS, NOUNS

if TYPE_CHECKING:
    from kapta_tui.data.read.laying import Laying

KIND = KINDS["goals"]
_SERVED = ("contract", "opportunity", "risk")
_KEYS = ("kind", "depth", "name", "start", "due", "owner", "recurrence", "until", "in_customer_report")


def launch(
    template: str,
    account: str | None,
    source: str | None,
    given: Mapping[str, Any],
    *,
    as_json: bool,
    dry_run: bool,
) -> None:
    """Launch a template for an account, for the record that `source` names, or list what that would make."""
    from kapta_tui.cli.fields import given_values
    from kapta_tui.cli.nouns.acting import write_records

    with session().reading() as reader:
        number, anchor = _for(reader, template, account, source)
        values = given_values(reader, KIND, given)
        start = values.pop("start", None)
        refuse_beside(values, "--template", "--start")
        day = start if isinstance(start, date) else None
        remark(reader, template, day, anchor, number)
        if dry_run:
            _list(reader, number, template, day, anchor, as_json=as_json)
            return
    write_records(KIND, _launched(number, template, day, anchor), as_json, several=True)


def remark(
    reader: Reader,
    template: str,
    day: date | None,
    source: tuple[str, int] | None,
    account: int | None = None,
) -> None:
    """Say what is odd about a plan for a record, or for what its account proposes; it is made all the same.

    Raises as `laying.lay`.
    """
    from kapta_tui.data.read.laying import lay
    from kapta_tui.data.read.names import account_of

    plan = reader.playbook.template(template)
    record = source[1] if source is not None and KINDS[source[0]].noun == plan.link else None
    if account is None and source is not None:
        account = account_of(reader.connection, *source)
    assert account is not None
    laying = lay(reader.connection, reader.playbook, account, template, day, record, reader.view.today)
    if source is None and laying.anchor is not None:
        source = NOUNS[laying.anchor.noun].name, laying.anchor.id
    if source is not None:
        _remark_on(reader, source, laying)


def _remark_on(reader: Reader, source: tuple[str, int], laying: Laying) -> None:
    """Say that the plan ends after the contract it is made from, and that its record has a plan already."""
    from kapta_tui.data.read.planned import anchor_day, plan_words
    from kapta_tui.domain.planned import ANCHORS, beyond_words

    kind, number = source
    end = anchor_day(reader.connection, kind, number) if kind in ANCHORS else None
    beyond = beyond_words(kind, *laying.span, end, reader.view.today)
    taken = plan_words(reader.connection, kind, [number]).get(number)
    for words in filter(None, (beyond, f"{taken}." if taken else "")):
        say(words)


def refuse_beside(values: Mapping[str, Value], way: str, allowed: str) -> None:
    """Refuse `values` of fields beside a way to add goals that says them itself. Raises UsageError."""
    if values:
        names = ", ".join(option_name(KIND.by_name[name]) for name in values)
        raise UsageError(f"{way} does not go together with {names}.", f"Only {allowed} can stand beside it.")


def _for(
    reader: Reader, template: str, account: str | None, source: str | None
) -> tuple[int, tuple[str, int] | None]:
    """Return the account, and kind and id of the record that the plan is for. Raises UsageError, RuleError."""
    from kapta_tui.cli.naming import account_id
    from kapta_tui.cli.nouns.turning import no_account, origin, refuse_stranger
    from kapta_tui.data.read.names import account_of

    owner = None if account is None else account_id(reader, account)
    if source is None:
        if owner is None:
            raise no_account()
        return owner, None
    found = origin(reader, source)
    noun, plan = KINDS[found[0]].noun, reader.playbook.template(template)
    if noun not in _SERVED or (noun == "risk" and plan.link != noun):
        served = listed_nouns(plan.link)
        raise UsageError(
            f"The plan {plan.label} is not launched for {NOUNS[noun].one}.", f"It can be for {served}."
        )
    refuse_stranger(reader, found, owner)
    belongs = account_of(reader.connection, *found)
    assert belongs is not None
    return belongs, found


def listed_nouns(link: str) -> str:
    """Return what a template that is linked to `link` can be launched for, in words."""
    return "a contract, an opportunity or a risk" if link == "risk" else "a contract or an opportunity"


def _launched(account: int, template: str, day: date | None, anchor: tuple[str, int] | None) -> list[int]:
    if anchor is not None and anchor[0] in ("contracts", "opportunities"):
        from kapta_tui.data.write.planned import add_plan_from_template

        return session().write(add_plan_from_template, anchor, template, day).value
    from kapta_tui.data.write.templates import add_goals_from_template

    record = None if anchor is None else anchor[1]
    return session().write(add_goals_from_template, account, template, day, record).value


def _list(
    reader: Reader,
    account: int,
    template: str,
    day: date | None,
    anchor: tuple[str, int] | None,
    *,
    as_json: bool,
) -> None:
    from kapta_tui.cli.output import flat_listing, write_listing
    from kapta_tui.data.read.laying import lay

    plan = reader.playbook.template(template)
    record = anchor[1] if anchor is not None and KINDS[anchor[0]].noun == plan.link else None
    laying = lay(reader.connection, reader.playbook, account, template, day, record, reader.view.today)
    write_listing(flat_listing("plan", _KEYS, _rows(reader, account, laying)), "json" if as_json else None)
    first, last = laying.span
    moved = f" {laying.moved}." if laying.moved else ""
    say(f"Would make {laying.contents}, from {first} to {last}.{moved}")


def _rows(reader: Reader, account: int, laying: Laying) -> list[dict[str, Value]]:
    from kapta_tui.data.read.laying import owners

    called = owners(reader.connection, reader.playbook, account, session().user)
    return [
        {
            "kind": KINDS[row.kind].noun,
            "depth": row.depth,
            "name": row.name,
            "start": row.start,
            "due": row.due,
            "owner": called(row.owner),
            "recurrence": row.recurrence or None,
            "until": row.until or None,
            "in_customer_report": laying.is_told(row),
        }
        for row in laying.rows
    ]
