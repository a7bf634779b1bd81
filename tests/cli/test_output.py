"""What commands write: stable JSON, lines for pipes, tables for people; data is never markup."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kapta_tui.cli.output.json_text import encode, encode_lines
from kapta_tui.cli.output.table import fitted
from tests.cli.program import Program

READS = (
    ("account", "list"),
    ("risk", "list"),
    ("action", "list"),
    ("account", "show", "Acme Corp"),
    ("risk", "show", "Acme Corp"),
    ("health", "Acme Corp"),
    ("today",),
    ("search", "acme"),
    ("log",),
    ("paths",),
    ("keys",),
)


@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_every_read_writes_json_with_its_keys(filled: Program, command: tuple[str, ...]) -> None:
    found = filled(*command, "--json").json
    objects = found if isinstance(found, list) else [found]
    assert objects
    same = filled(*command, "--format", "json").json
    assert same == found


@pytest.mark.parametrize("form", ["table", "tsv", "csv", "jsonl", "md"])
@pytest.mark.parametrize("command", [("account", "list"), ("account", "show", "Acme Corp")], ids=" ".join)
def test_every_format_holds_the_names(filled: Program, command: tuple[str, ...], form: str) -> None:
    ran = filled(*command, "--format", form)
    assert ran.code == 0
    assert ran.err == ""
    assert "Acme Corp" in ran.out
    assert ran.out.endswith("\n")


def test_json_keys_of_a_risk_are_those_of_the_contract(filled: Program) -> None:
    (risk,) = filled("risk", "list", "--json").json
    keys = "id kind account created_at updated_at status active reasons resolutions severity likelihood priority "
    keys += "assignee details opened_at closed_at days_open contract_value expected_loss"
    assert set(keys.split()) <= set(risk)
    assert risk["kind"] == "risk"
    assert risk["reasons"] == [
        {"code": "QUIET", "label": "Customer gone quiet"},
        {"code": None, "label": "own words"},
    ]
    assert risk["resolutions"] == []
    assert risk["details"] is None
    assert risk["opened_at"] == "2026-11-21"
    assert risk["active"] is True


def test_json_keys_of_an_account_are_those_of_the_contract(filled: Program) -> None:
    account = filled("account", "show", "Acme Corp", "--json").json
    keys = "id kind created_at updated_at custom name owner type website description parent external_id contributors "
    keys += "currency satisfaction at_risk contract_expiration nearest_contract_end contract_value archived"
    assert set(keys.split()) <= set(account)
    assert account["contract_value"] == 1200.5
    assert account["custom"] == {}
    assert account["contributors"] == []


def test_amounts_are_exact_numbers(filled: Program) -> None:
    assert '"value": 1200.5,' in filled("contract", "list", "--json").out
    assert filled("contract", "list", "--columns", "value").out == "value\n1200.5\n"


def test_an_empty_list_is_an_empty_array(filled: Program) -> None:
    assert filled("product", "list", "--json").out == "[]\n"
    assert filled("product", "list", "--format", "jsonl").out == ""
    assert filled("account", "list", "--filter", "nosuchword", "--json").out == "[]\n"


def test_columns_sort_and_limit(filled: Program) -> None:
    ran = filled(
        "account", "list", "--columns", "name,contract-value", "--sort", "-contract_value", "--limit", "1"
    )
    assert ran.out == "name\tcontract_value\nAcme Corp\t1200.5\n"
    (only,) = filled("account", "list", "--columns", "name", "--limit", "1", "--json").json
    assert only == {"id": 1, "kind": "account", "name": "Acme Corp"}


def test_a_pipe_gets_one_line_for_each_record(filled: Program) -> None:
    assert [line[1] for line in filled("account", "list").lines] == ["Acme Corp", "Zoë [/oops] 日本"]


def test_a_table_in_a_pipe_is_aligned_and_never_wrapped(filled: Program) -> None:
    lines = filled("account", "list", "--format", "table", "--columns", "name,owner").out.splitlines()
    head, acme, zoe = lines
    place = head.index("Owner")
    assert cell_len(acme[: acme.index("jane")]) == place
    assert cell_len(zoe[: zoe.index("omar")]) == place
    log = filled("log", "--format", "table").out.splitlines()
    assert any("Customer gone quiet, own words" in line for line in log)


def test_no_terminal_codes_reach_a_pipe(filled: Program) -> None:
    colourful = filled.with_environment(TERM="xterm-256color", COLORTERM="truecolor")
    assert "\x1b" not in colourful("account", "list", "--format", "table").out


def test_csv_neutralises_formulas_and_keeps_breaks(kapta: Program) -> None:
    kapta("account", "add", "--name", "=1+1", "--description", "two\nlines")
    rows = list(
        csv.reader(
            io.StringIO(kapta("account", "list", "--columns", "name,description", "--format", "csv").out)
        )
    )
    assert rows[1] == ["'=1+1", "two\nlines"]
    assert kapta("account", "list", "--columns", "name,description").lines == [["=1+1", "two lines"]]


def test_people_read_labels_and_programs_read_codes(filled: Program) -> None:
    assert "Strategic" in filled("account", "list", "--format", "table").out
    assert "strategic" in filled("account", "list").out


@given(
    st.dictionaries(
        st.text(max_size=5),
        st.none()
        | st.booleans()
        | st.integers()
        | st.text()
        | st.dates()
        | st.decimals(allow_nan=False, allow_infinity=False, places=4),
        max_size=5,
    )
)
def test_encode_writes_what_json_reads_back(
    value: dict[str, bool | int | str | date | Decimal | None],
) -> None:
    read = json.loads(encode(value), parse_float=Decimal, parse_int=Decimal)
    for key, item in value.items():
        if isinstance(item, bool) or item is None or isinstance(item, str):
            assert read[key] == item
        elif isinstance(item, date):
            assert read[key] == item.isoformat()
        else:
            assert read[key] == item


def test_encode_lines_puts_one_object_on_a_line() -> None:
    assert encode_lines([{"a": 1}, {"a": Decimal("2.50")}]) == '[\n{"a": 1},\n{"a": 2.5}\n]\n'


@given(st.lists(st.integers(1, 80), min_size=1, max_size=12), st.integers(12, 200))
def test_columns_are_cut_before_they_are_left_out(wanted: list[int], room: int) -> None:
    widths = fitted(wanted, room)
    assert 1 <= len(widths) <= len(wanted)
    assert sum(widths) + 2 * (len(widths) - 1) <= room
    for given_width, width in zip(wanted, widths, strict=False):
        assert min(given_width, 12) <= width <= given_width
    if sum(wanted) + 2 * (len(wanted) - 1) <= room:
        assert widths == wanted
