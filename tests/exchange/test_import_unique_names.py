"""An import gives no product, and no metric of an account, the name of another one (features: rows 11 and 18)."""

from __future__ import annotations

import pytest

from tests.exchange.imports import Bench, reasons

ACCOUNTS = ("accounts.csv", "name\nAcme\nBeta\n")


def _metrics(bench: Bench, *rows: str) -> tuple[str, str]:
    return "metrics.csv", "\n".join(["account,external_id,name,target", *rows, ""])


def _settled(bench: Bench, *files: tuple[str, str]) -> list[list[tuple[int, str, str]]]:
    """Import files, once more too, which changes nothing and rejects the same; return the reasons of each."""
    first = bench.load(*files)
    again = bench.load(*files)
    assert again.event is None
    assert [reasons(item) for item in again.files] == [reasons(item) for item in first.files]
    return [reasons(item) for item in first.files]


def test_a_metric_is_not_renamed_onto_another_one_of_its_account(bench: Bench) -> None:
    bench.load(ACCOUNTS, _metrics(bench, "Acme,X1,Mood,", "Acme,,Uptime,", "Beta,,Reach,"))
    (found,) = _settled(bench, _metrics(bench, "Acme,X1,UPTIME,", "Beta,,Uptime,"))
    assert found == [(2, "name", "Acme already has a metric called 'UPTIME'")]
    assert sorted(map(str, bench.names("metrics"))) == ["Mood", "Reach", "Uptime", "Uptime"]


def test_a_metric_takes_the_name_that_a_later_row_frees(bench: Bench) -> None:
    bench.load(ACCOUNTS, _metrics(bench, "Acme,X1,Mood,"))
    assert _settled(bench, _metrics(bench, "Acme,X2,Mood,5", "Acme,X1,Temper,")) == [[]]
    assert bench.rows("SELECT external_id, name, target FROM metric ORDER BY 1") == [
        ("X1", "Temper", None),
        ("X2", "Mood", "5"),
    ]


def test_a_metric_takes_the_name_that_a_later_file_frees(bench: Bench) -> None:
    bench.load(ACCOUNTS, _metrics(bench, "Acme,X1,Mood,"))
    first, second = _metrics(bench, "Acme,X2,Mood,5"), _metrics(bench, "Acme,X1,Temper,")
    assert _settled(bench, first, ("more metrics.csv", second[1])) == [[], []]


def test_two_metrics_do_not_change_their_names_about(bench: Bench) -> None:
    bench.load(ACCOUNTS, _metrics(bench, "Acme,X1,Mood,", "Acme,X2,Uptime,"))
    (found,) = _settled(bench, _metrics(bench, "Acme,X1,Uptime,", "Acme,X2,Mood,"))
    assert [line for line, *_ in found] == [2, 3]


@pytest.mark.parametrize(
    ("rows", "stored"),
    [
        (["X1,,Kit", "X2,,KIT"], {"X1": "Kit", "X2": "KIT (2)"}),
        (
            ["X1,,Kit", "X2,,Kit", "X3,,Kit (2)", "X4,,Kit"],
            {"X2": "Kit (3)", "X3": "Kit (2)", "X4": "Kit (4)"},
        ),
        (["X1,P1,Kit", ",P2,Kit"], {"X1": "Kit", None: "Kit (2)"}),
        (["X9,,Fibre"], {"X7": "Fibre", "X9": "Fibre (2)"}),
        (["X7,,Copper"], {"X7": "Copper (2)", "X8": "Copper"}),
        (["X8,,Wire", "X9,,Copper"], {"X8": "Wire", "X9": "Copper"}),
        (["X9,,Copper", "X8,,Wire"], {"X8": "Wire", "X9": "Copper"}),
        (["X7,,Copper", "X8,,Fibre"], {"X7": "Copper", "X8": "Fibre"}),
    ],
)
def test_products_bear_names_of_their_own(
    bench: Bench, rows: list[str], stored: dict[str | None, str]
) -> None:
    header = "external_id,code,name"
    bench.one("products.csv", f"{header}\nX7,F1,Fibre\nX8,,Copper\n")
    assert _settled(bench, ("products.csv", "\n".join([header, *rows, ""]))) == [[]]
    named = dict(bench.rows("SELECT external_id, name FROM product"))
    assert named | stored == named
    assert len({str(name).casefold() for name in bench.names("products")}) == len(bench.names("products"))


def test_a_product_that_gets_a_number_behind_its_name_says_so(bench: Bench) -> None:
    item = bench.one("products.csv", "external_id,name\nX1,Router\nX2,Router\n")
    assert (item.created, item.rejected) == (2, 0)
    words = "another product is called so; this one is called 'Router (2)'"
    assert [(cell.line, cell.column, cell.value, cell.reason) for cell in item.warnings] == [
        (3, "name", "Router", words)
    ]


def test_what_refers_to_the_second_product_of_a_name_finds_it(bench: Bench) -> None:
    deals = "account,name,product\nAcme,First,P1\nAcme,Second,P2\n"
    products = "external_id,code,name\nX1,P1,Router\nX2,P2,Router\n"
    files = ACCOUNTS, ("products.csv", products), ("opportunities.csv", deals)
    assert _settled(bench, *files) == [[], [], []]
    sql = "SELECT o.name, p.name FROM opportunity o JOIN product p ON p.id = o.product_id ORDER BY 1"
    assert bench.rows(sql) == [("First", "Router"), ("Second", "Router (2)")]


def test_a_product_that_one_file_numbers_another_file_completes(bench: Bench) -> None:
    bench.one("products.csv", "external_id,name\nX1,Kit\n")
    first, second = "external_id,code,name\nX2,P2,Kit\n", "code,family\nP2,Tools\n"
    outcome = bench.load(("first.csv", first), ("products.csv", second), kind="products")
    assert [reasons(item) for item in outcome.files] == [[], []]
    assert bench.rows("SELECT name, family FROM product ORDER BY id") == [("Kit", None), ("Kit (2)", "Tools")]
