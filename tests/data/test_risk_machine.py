"""Whatever two connections do to the risks of a store, in whatever order: the rules hold (mission S0; domain.md 3.2).

`KAPTA_EXAMPLES` sets how many sequences are tried.
"""

from __future__ import annotations

import io
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from kapta_tui.data import check, dump
from kapta_tui.data.connect import connect
from kapta_tui.data.read.playbook import current
from kapta_tui.data.write import verbs
from kapta_tui.domain.errors import KaptaError
from kapta_tui.domain.fields import Values
from kapta_tui.exchange.pipeline import Options, import_files
from tests.conftest import TODAY, make_store
from tests.data import risk_values as values

EXAMPLES = int(os.environ.get("KAPTA_EXAMPLES", "5"))
STEPS = 30

who = st.integers(0, 1)
which = st.integers(0, 7)


class Risks(RuleBasedStateMachine):
    """Two users change the risks of three accounts; a third connection looks after every step."""

    def __init__(self, template: Path) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        path = Path(self._folder.name, "kapta.db")
        shutil.copyfile(template, path)
        path.chmod(0o600)
        self._stores = (make_store(path), make_store(path, user="omar"))
        for name in ("Alder", "Birch", "Cedar"):
            account = self._stores[0].do(verbs.add_record, "accounts", {"name": name, "owner": "jane"}).value
            self._stores[0].do(verbs.start_risk, {"account": account, "reasons": ("QUIET",)})
        self._reading = connect(path)
        self._content = dump.dump(self._reading)
        self._checked = ""
        self._past: list[str] = []
        self._future: list[str] = []
        self._known: dict[int, set[str]] = {}
        """The codes of resolutions that each risk was seen with."""
        self._offered_too: set[str] = set()
        """What else may have come to a risk by the last change."""

    def teardown(self) -> None:
        """Leave no file behind."""
        self._reading.close()
        self._folder.cleanup()

    def _rows(self, sql: str, *given: object) -> list[tuple[Any, ...]]:
        return self._reading.execute(sql, given).fetchall()

    def _pick(self, table: str, which: int) -> int:
        """Return the id of one of the rows of a table, or one that was never given."""
        found = [number for (number,) in self._rows(f"SELECT id FROM {table} ORDER BY id")]
        return found[which % len(found)] if found else 99

    def _settle(self, event: int | None, before: str) -> None:
        """Note what an accepted change has made; one that changed nothing is no event."""
        self._content = dump.dump(self._reading)
        assert (event is None) == (self._content == before)
        if event is not None:
            self._past.append(before)
            self._future.clear()

    def _do(self, who: int, verb: Callable[..., Any], *args: Any, **more: Any) -> bool:
        """Do a verb and say whether it was taken: it is one event, or it is refused in words and leaves no trace."""
        before, taken = self._content, True
        try:
            event = self._stores[who].do(verb, *args, **more).event
        except KaptaError:
            event, taken = None, False
        self._settle(event, before)
        return taken

    @rule(who=who, account=which, given=values.started | values.entered)
    def start(self, who: int, account: int, given: Values) -> None:
        """Start a risk, or enter a closed one."""
        self._do(who, verbs.start_risk, {"account": self._pick("account", account), **given})

    @rule(who=who, risk=which, given=values.changed | values.dated)
    def edit(self, who: int, risk: int, given: Values) -> None:
        """Change any of its fields."""
        self._do(who, verbs.edit_risk, self._pick("risk", risk), given)

    @rule(who=who, risk=which, status=values.closing_statuses, how=values.resolutions, given=values.beside)
    def close(self, who: int, risk: int, status: str, how: tuple[str, ...], given: Values) -> None:
        """Close a risk, with other changes beside it."""
        ended: Values = {**given, "status": status, "resolutions": how}
        self._do(who, verbs.close_risk, self._pick("risk", risk), ended)

    @rule(who=who, risk=which, status=values.mostly("open", "in_process", else_=("closed_lost", "frozen")))
    def reopen(self, who: int, risk: int, status: str) -> None:
        """Make a closed risk active again."""
        self._do(who, verbs.reopen_risk, self._pick("risk", risk), status)

    @rule(who=who, risk=which, data=st.data(), place=st.none() | st.integers(-1, 3), below=st.none() | which)
    def move(self, who: int, risk: int, data: st.DataObject, place: int | None, below: int | None) -> None:
        """Move a card of the board: it stands where it was put, and the others keep their order."""
        field = data.draw(st.sampled_from((*values.ratings, "details")))
        value = data.draw(values.ratings.get(field, st.just("x")))
        number, before = self._pick("risk", risk), None if below is None else self._pick("risk", below)
        order = self._order()
        if self._do(who, verbs.move_risk, number, field, value, place, before) and number != before:
            column = self._column(number, field)
            others = [card for card in order if card in column and card != number]
            if before in others:
                others.insert(others.index(before), number)
                assert column == others
            elif before is not None or place is not None:
                end = len(others)
                others.insert(end if before is not None or place is None else max(0, min(place, end)), number)
                assert column == others

    def _order(self) -> list[int]:
        return [risk for (risk,) in self._rows("SELECT id FROM risk ORDER BY position, id")]

    def _column(self, risk: int, field: str) -> list[int]:
        """Return the cards of the column in which a risk stands, the top one first."""
        found = self._rows(
            f"SELECT r.id FROM risk r JOIN risk m ON m.id = ? WHERE r.{field} IS m.{field} "
            "AND (r.closed_at IS NULL) = (m.closed_at IS NULL) ORDER BY r.position, r.id",
            risk,
        )
        return [card for (card,) in found]

    @rule(who=who, risk=which, more=values.reasons)
    def add_reasons(self, who: int, risk: int, more: tuple[str, ...]) -> None:
        """Add reasons behind those there are."""
        self._do(who, verbs.add_risk_reasons, self._pick("risk", risk), more)

    @rule(who=who, risk=which)
    def remove(self, who: int, risk: int) -> None:
        """Remove a risk."""
        self._do(who, verbs.remove_record, "risks", self._pick("risk", risk))

    @rule(who=who, first=which, second=which)
    def merge(self, who: int, first: int, second: int) -> None:
        """Let one account go up in another, or in itself, which is refused."""
        pair = self._pick("account", first), self._pick("account", second)
        self._do(who, verbs.merge_accounts, *pair, {})
        # The risk that stays has what either had.
        self._offered_too = set[str]().union(*self._known.values())

    @rule(who=who, text=st.sampled_from((values.USUAL, values.STRICT)))
    def rule_otherwise(self, who: int, text: str) -> None:
        """Put another playbook in force, which holds for what comes."""
        self._do(who, verbs.set_playbook, text)

    @rule(who=who, rows=values.rows)
    def take_in(self, who: int, rows: list[tuple[str, ...]]) -> None:
        """Import risks; a row that breaks a rule is rejected for itself."""
        text = "\n".join(",".join(row) for row in [tuple(values.cells), *rows])
        before = self._content
        source = io.BytesIO(text.encode())
        outcome = import_files(self._stores[who], [("risks.csv", source)], Options(kind="risks"))
        # Rows of one risk may follow each other, so that what was on offer between them counts.
        self._offered_too = self._on_offer(values.CODES)
        self._settle(outcome.event, before)

    @rule(first=which, second=which, given=values.started, others=values.started)
    def compete(self, first: int, second: int, given: Values, others: Values) -> None:
        """Start two risks at once: the second writer waits until the first, who has the lock, has finished."""
        before = self._content
        accounts = [self._pick("account", number) for number in (first, second)]
        ahead, behind = self._stores
        with ThreadPoolExecutor(1) as pool:
            try:
                with ahead.write("compete") as tx:
                    later = pool.submit(behind.do, verbs.start_risk, {"account": accounts[1], **others})
                    verbs.start_risk(tx, {"account": accounts[0], **given})
            except KaptaError:
                pass
        assert isinstance(later.exception(), KaptaError | None)
        self._content = dump.dump(self._reading)
        if self._content != before:
            # Of two events the content between them was never seen.
            self._past.clear()
            self._future.clear()

    @rule(who=who)
    @precondition(lambda self: self._past)
    def undo(self, who: int) -> None:
        """Take the last change back, whoever made it: everything is as it was before."""
        self._stores[who].undo()
        self._future.append(self._content)
        self._content = self._past.pop()
        assert dump.dump(self._reading) == self._content

    @rule(who=who)
    @precondition(lambda self: self._future)
    def redo(self, who: int) -> None:
        """Do again what was undone."""
        self._stores[who].redo()
        self._past.append(self._content)
        self._content = self._future.pop()
        assert dump.dump(self._reading) == self._content

    @invariant()
    def no_account_has_two_active_risks(self) -> None:
        """Active is what has no closing date."""
        assert not self._rows(
            "SELECT account_id FROM risk WHERE closed_at IS NULL GROUP BY account_id HAVING count(*) > 1"
        )

    @invariant()
    def closed_risks_and_no_others_have_their_date(self) -> None:
        """A day of closing is never before that of opening."""
        for status, opened, closed in self._rows("SELECT status, opened_at, closed_at FROM risk"):
            assert status.startswith("closed_") == (closed is not None)
            assert closed is None or closed >= opened

    @invariant()
    def resolutions_were_on_offer_or_are_own_words(self) -> None:
        """What a risk had once it may keep when its reasons or the playbook change."""
        why = self._codes("risk_reason")
        for risk, codes in self._codes("risk_resolution").items():
            known = self._known.setdefault(risk, set())
            assert codes <= known | self._on_offer(why[risk]) | self._offered_too
            known |= codes
        self._offered_too = set()

    def _codes(self, table: str) -> dict[int, set[str]]:
        """Return by risk the codes that a table holds; own words have none."""
        found: dict[int, set[str]] = {}
        for risk, code in self._rows(f"SELECT risk_id, code FROM {table}"):
            found.setdefault(risk, set()).update([code] if code else [])
        return found

    def _on_offer(self, why: Iterable[str]) -> set[str]:
        return {choice.code for choice in current(self._reading).resolutions_for(why)}

    @invariant()
    def reasons_and_resolutions_stand_in_an_order_without_gaps(self) -> None:
        """Every risk has a reason; no reason or resolution stands twice."""
        for table in ("risk_reason", "risk_resolution"):
            found: dict[int, list[str]] = {}
            for risk, place, label in self._rows(
                f"SELECT risk_id, position, coalesce(code, label) FROM {table} ORDER BY risk_id, position"
            ):
                assert place == len(found.setdefault(risk, []))
                found[risk].append(label.casefold())
            assert all(len(set(labels)) == len(labels) for labels in found.values())
            assert table != "risk_reason" or sorted(found) == sorted(self._order())

    @invariant()
    def its_stages_tell_since_when_a_risk_has_its_status(self) -> None:
        """The first begins when the risk was opened, the last one is what it is now, and since its closing day."""
        stages: dict[int, list[tuple[str, str]]] = {}
        for risk, status, since in self._rows("SELECT risk_id, status, since FROM risk_stage ORDER BY id"):
            stages.setdefault(risk, []).append((status, since))
        for risk, now, opened, closed in self._rows("SELECT id, status, opened_at, closed_at FROM risk"):
            found = stages.pop(risk)
            assert found[0][1] == opened
            assert found[-1] == (now, closed or found[-1][1])
            assert found == sorted(found, key=itemgetter(1))
        assert not stages

    @invariant()
    def the_account_says_its_active_risk(self) -> None:
        """The summary by which lists show and sort names the active risk, or none."""
        assert not self._rows(
            "SELECT a.id FROM account a LEFT JOIN account_summary s ON s.account_id = a.id "
            "LEFT JOIN risk r ON r.account_id = a.id AND r.closed_at IS NULL WHERE s.account_id IS NULL "
            "OR s.risk_id IS NOT r.id OR s.risk_status IS NOT r.status OR s.risk_severity IS NOT r.severity"
        )

    @invariant()
    def the_check_of_the_store_finds_nothing(self) -> None:
        """What is derived is what a computation from scratch gives."""
        if self._content != self._checked:
            assert check.check(self._reading, TODAY) == []
            self._checked = self._content


def test_no_sequence_of_changes_by_two_connections_breaks_a_rule_of_risks(empty_file: Path) -> None:
    wanted = settings(max_examples=EXAMPLES, stateful_step_count=STEPS)
    run_state_machine_as_test(partial(Risks, empty_file), settings=wanted)  # type: ignore[arg-type]
