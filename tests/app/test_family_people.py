"""Key players, SWOT, voice, metrics and activity of a family, each row acting on its own account (row 28)."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kapta_tui.data.read import voc
from kapta_tui.data.store import Store
from kapta_tui.data.write.basic import add_record
from kapta_tui.data.write.merging import merge_accounts
from kapta_tui.data.write.metrics import record_metric
from kapta_tui.screens.account import AccountScreen
from kapta_tui.screens.account.header import AccountHead
from kapta_tui.screens.account.kin import DataView, told_apart
from kapta_tui.screens.account.measure.chart import MetricChart
from kapta_tui.screens.account.measure.listing import MetricList
from kapta_tui.screens.account.people import KeyPlayers, SwotBoard, VoiceList
from kapta_tui.widgets.lineview import LineView
from kapta_tui.widgets.preview import FactSheet
from kapta_tui.widgets.preview_feed import Feed
from tests.app.account_page import SIZES, page, value
from tests.app.account_store import make_app, make_store
from tests.app.running import in_loop
from tests.app.shell_screens import settled
from tests.conftest import TODAY

ACME, NORDIC, IBERIA, LISBOA = 1, 25, 26, 27


def _store(folder: Path) -> Store:
    """Return the store with people, SWOT items, answers and metrics at Acme Corp, Acme Iberia and Acme Lisboa."""
    store = make_store(folder)
    with store.write("family") as tx:
        for account, name, above in (
            (LISBOA, "Rui [/oops]", None),
            (LISBOA, "Ana Ruiz", "Rui [/oops]"),
            (IBERIA, "Zoe", None),
        ):
            add_record(tx, "contacts", {"account": account, "name": name, "reports_to": above})
        for account, text in ((ACME, "One contract for all"), (LISBOA, "No room to grow")):
            add_record(tx, "swot", {"account": account, "quadrant": "weaknesses", "text": text})
        question = tx.playbook.choices("voc_question")[0].code
        for account, text, days in ((ACME, "Older", 9), (LISBOA, "Newer", 2), (IBERIA, "Oldest", 20)):
            day = TODAY - timedelta(days)
            add_record(tx, "voc", {"account": account, "question": question, "text": text, "date": day})
        for account, name in ((LISBOA, "Visits"), (ACME, "Logins")):
            metric = add_record(tx, "metrics", {"account": account, "name": name, "unit": "number"})
            for number in (10, 30, 20):
                record_metric(tx, metric, Decimal(number), TODAY - timedelta(number))
    return store


def _text(view: LineView) -> str:
    return "\n".join(view.render_line(y).text for y in range(view.size.height))


async def _combined(pilot: Pilot[None], tab: str = "know") -> AccountScreen:
    screen = await page(pilot, ACME, tab)
    await pilot.press("W")
    await settled(pilot)
    assert screen.data_view is DataView.COMBINED
    return screen


async def _press(pilot: Pilot[None], *keys: str) -> None:
    await pilot.press(*keys)
    await settled(pilot)


def _lines(players: KeyPlayers) -> list[str]:
    """Return the first words of every line of the list, whether in view or not."""
    found = []
    for number in players.ids:
        row = players.row(number)
        assert row is not None
        found.append(str(row["name"]))
    return found


@in_loop
async def test_the_list_names_the_account_of_every_key_player(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 40)) as pilot:
        screen = await _combined(pilot)
        players = screen.tab.query_one(KeyPlayers)
        shown = _text(players)
        assert "Key players 5" in str(players.border_title)
        assert any("Rui [/oops]" in line and "Acme Lisboa" in line for line in shown.split("\n"))
        assert any("Bo of Acme Corp" in line and "Acme Corp  " in line for line in shown.split("\n"))
        assert "⚠ Lisboa: Nobody is champion." in shown


@in_loop
async def test_every_account_has_a_tree_of_its_own_under_its_name(tmp_path: Path) -> None:
    async with make_app(_store(tmp_path)).run_test(size=(120, 60)) as pilot:
        screen = await _combined(pilot)
        players = screen.tab.query_one(KeyPlayers)
        await _press(pilot, "V")
        names = [line for line in _lines(players) if not line.startswith("⚠")]
        assert names == [
            "Acme Corp", "Ana Ruiz", "Bo of Acme Corp", "Acme Iberia", "Zoe", "Acme Lisboa", "Rui [/oops]", "Ana Ruiz",
        ]  # fmt: skip
        shown = _text(players).split("\n")
        at = next(y for y, line in enumerate(shown) if "Rui [/oops]" in line)
        assert "Acme Lisboa 2" in shown[at - 1]
        assert "└ Ana Ruiz" in shown[at + 1]
        assert _lines(players)[-1].startswith("⚠")


@in_loop
async def test_an_accounts_line_opens_its_page_takes_new_contacts_and_is_neither_marked_nor_removed(
    tmp_path: Path,
) -> None:
    store = _store(tmp_path)
    app = make_app(store)
    async with app.run_test(size=(120, 60)) as pilot:
        screen = await _combined(pilot)
        players = screen.tab.query_one(KeyPlayers)
        await _press(pilot, "V")
        players.move_to(_lines(players).index("Acme Lisboa"))
        await _press(pilot, "space")
        assert players.marked == ()
        players.move_to(_lines(players).index("Acme Lisboa"))
        await _press(pilot, "d", "x")
        assert value(store, f"SELECT archived FROM account WHERE id = {LISBOA}") == 0
        await _press(pilot, "n", *"Tia", "ctrl+s")
        assert value(store, "SELECT account_id FROM contact WHERE name = 'Tia'") == LISBOA
        players.move_to(_lines(players).index("Acme Lisboa"))
        await _press(pilot, "enter")
        assert isinstance(app.screen, AccountScreen)
        assert app.screen.account == LISBOA


@in_loop
async def test_a_gap_is_mended_at_its_own_account(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 60)) as pilot:
        screen = await _combined(pilot)
        players = screen.tab.query_one(KeyPlayers)
        await _press(pilot, "V")
        lines = _lines(players)
        after = lines.index("Acme Lisboa")
        players.move_to(lines.index("⚠ Nobody is champion.", after))
        assert screen.account_here() == LISBOA
        await _press(pilot, "n", *"Tia", "ctrl+s")
        found = "SELECT account_id || role FROM contact WHERE name = 'Tia'"
        assert value(store, found) == f"{LISBOA}champion"


@in_loop
async def test_the_matrix_sets_who_knows_a_contact_of_any_account(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 60)) as pilot:
        screen = await _combined(pilot)
        players = screen.tab.query_one(KeyPlayers)
        await _press(pilot, "V", "V")
        heads = _text(players).split("\n")[0]
        # The owner of the parent first, then those of the accounts below.
        assert heads.index("jane") < heads.index("lena") < heads.index("omar")
        players.move_to(_lines(players).index("Rui [/oops]"))
        await _press(pilot, "2")
        found = 'SELECT r.account_id || u.name FROM relationship r JOIN "user" u ON u.id = r.user_id'
        assert value(store, found) == f"{LISBOA}jane"


@pytest.mark.parametrize("size", SIZES)
@in_loop
async def test_swot_stands_in_quadrants_with_the_account_beside_items_of_others(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=size) as pilot:
        screen = await _combined(pilot)
        board = screen.tab.query_one(SwotBoard)
        board.focus()
        await settled(pilot)
        shown = _text(board)
        assert "Weaknesses 2" in shown
        assert shown.count("‹Lisboa›") == 1
        assert shown.count("‹") == 1
        item = value(store, f"SELECT id FROM swot WHERE account_id = {LISBOA}")
        assert isinstance(item, int)
        assert board.select(item)
        assert "Acme Lisboa" in str(board.border_subtitle)
        assert screen.account_here() == LISBOA
        await _press(pilot, "n", *"Far away", "ctrl+s")
        assert value(store, "SELECT account_id FROM swot WHERE text = 'Far away'") == LISBOA


@in_loop
async def test_a_question_has_the_newest_answer_of_the_family_and_opens_all_of_them(tmp_path: Path) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 60)) as pilot:
        screen = await _combined(pilot)
        voice = screen.tab.query_one(VoiceList)
        voice.focus()
        await settled(pilot)
        line = _text(voice).split("\n")[1]
        assert "Newer" in line
        assert "Acme Lisboa +2" in line
        assert screen.account_here() == LISBOA
        await _press(pilot, "enter")
        shown = _text(voice).split("\n")[1:4]
        accounts = ("Acme Lisboa", "Acme Corp", "Acme Iberia")
        assert [name in line for name, line in zip(accounts, shown, strict=True)] == [True, True, True]
        await _press(pilot, "j", "j", "n", *"Newest", "ctrl+s")
        assert value(store, "SELECT account_id FROM voc WHERE text = 'Newest'") == IBERIA


@in_loop
async def test_metrics_of_all_accounts_have_their_curves_and_are_recorded_at_their_own(
    tmp_path: Path,
) -> None:
    store = _store(tmp_path)
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await _combined(pilot, "measure")
        listing, chart = screen.tab.query_one(MetricList), screen.tab.query_one(MetricChart)
        shown = _text(listing).split("\n")
        assert "Logins" in shown[1]
        assert "Acme Corp" in shown[1]
        assert "Visits" in shown[2]
        assert "Acme Lisboa" in shown[2]
        assert "█" in shown[2] or "▇" in shown[2]
        assert str(chart.border_title) == "Logins"
        listing.focus()
        await _press(pilot, "j")
        assert str(chart.border_title) == "Visits · Acme Lisboa"
        assert screen.account_here() == LISBOA
        await _press(pilot, "a", *"7", "enter")
        newest = "SELECT m.name FROM metric_value v JOIN metric m ON m.id = v.metric_id WHERE v.value = '7'"
        assert value(store, newest) == "Visits"


@in_loop
async def test_the_activity_reads_through_merges_and_can_be_filtered(tmp_path: Path) -> None:
    store = _store(tmp_path)
    gone = store.do(add_record, "accounts", {"name": "Oldco"}).value
    store.do(add_record, "notes", {"account": gone, "text": "Before the merger"})
    store.do(merge_accounts, LISBOA, gone, {})
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await _combined(pilot, "activity")
        feed = screen.tab.query_one(Feed)
        line = next(line for line in _text(feed).split("\n") if "Before the merger" in line)
        assert "Acme Lisboa" in line
        await _press(pilot, "slash", *"merger", "enter")
        assert all("merger" in (row.sentence if (row := feed.row(one)) else "") for one in feed.ids)
        assert len(feed.ids) == 1


@in_loop
async def test_latest_notes_name_their_account_where_it_is_not_the_pages(tmp_path: Path) -> None:
    store = _store(tmp_path)
    store.do(add_record, "notes", {"account": LISBOA, "text": "Asked for a visit", "date": TODAY})
    async with make_app(store).run_test(size=(120, 40)) as pilot:
        screen = await _combined(pilot)
        words = " ".join(screen.tab.query_one("#latest", FactSheet).text.split())
        assert "Acme Lisboa" in words.split("Asked for a visit")[0]
        assert "Acme Corp" not in words.split("Called the sponsor")[0]
        assert screen.query_one(AccountHead).display


@pytest.mark.parametrize(
    ("name", "parent", "short"),
    [
        ("Acme Logistics", "Acme Group", "Logistics"),
        ("acme  Group North", "Acme Group", "North"),
        ("Acme Group", "Acme Group", "Acme Group"),
        ("Betasoloin", "Acme Group", "Betasoloin"),
        ("Acme", "Acme Group", "Acme"),
    ],
)
def test_a_name_is_told_from_its_parents_by_its_further_words(name: str, parent: str, short: str) -> None:
    assert told_apart(name, parent) == short


def test_answers_of_several_accounts_stand_below_one_question(tmp_path: Path) -> None:
    store = _store(tmp_path)
    from kapta_tui.data.read.playbook import current
    from kapta_tui.data.read.records import View

    connection = store.connect()
    found = voc.questions(connection, (ACME, LISBOA), View(TODAY, "jane", current(connection)))
    connection.close()
    assert [(one.text, one.account.name) for one in found[0].answers] == [
        ("Newer", "Acme Lisboa"),
        ("Older", "Acme Corp"),
    ]
