"""Documents, SWOT, voice of customer, reviews, metrics and products owned, by import and by the rules of forms."""

from __future__ import annotations

import pytest

from tests.exchange.imports import Bench, reasons

ACCOUNTS = ("accounts.csv", "name\nAcme\nBeta\n")

TABLES: dict[str, str] = {
    "documents": "account,title,file or link\nAcme,Offer,https://acme.test/offer\nAcme,Offer,/home/ana/offer.pdf\n",
    "swot": "account,quadrant,text\nAcme,Strengths,Likes us\nAcme,threats,Likes us\n",
    "voc": "account,question,answer,answered on\nAcme,obstacles,People,2026-01-02\nAcme,obstacles,People,2026-02-02\n",
    "qbrs": "account,review date,type,agenda\nAcme,2026-01-02,Quarterly,Numbers\nAcme,2026-04-02,,\n",
    "satisfaction": "company,rated on,csat,comment\nAcme,2026-01-02,7,Survey\nAcme,2026-02-02,8,\n",
    "metrics": "account,metric,unit,measured on,value\nAcme,Uptime,percent,2026-01-31,98.5\n"
    "Beta,Uptime,,2026-01-31,1\n",
}


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.parametrize("called", [True, False], ids=["by its name", "by its columns"])
def test_a_table_is_known_and_comes_in_once(bench: Bench, kind: str, called: bool) -> None:
    bench.load(ACCOUNTS)
    name = f"{kind}.csv" if called else "table.csv"
    item = bench.one(name, TABLES[kind])
    assert (item.kind, item.created, item.unmatched, reasons(item)) == (kind, 2, (), [])
    again = bench.load((name, TABLES[kind]))
    assert (again.event, again.files[0].unchanged) == (None, 2)


MEASURED = (
    "SELECT m.name, v.date, v.value FROM metric_value v JOIN metric m ON m.id = v.metric_id ORDER BY 1, 2"
)
ROWS = (
    "account,name,unit,date,value\nAcme,Uptime,percent,2026-01-31,98\nAcme,Uptime,,2026-02-28,99\n"
    "Acme,Uptime,percent,2026-03-31,97\n"
)


def test_rows_of_one_metric_are_measurements_of_several_days(bench: Bench) -> None:
    bench.load(ACCOUNTS)
    item = bench.one("measurements.csv", ROWS)
    assert (item.kind, item.created, item.updated, item.rejected) == ("metrics", 1, 2, 0)
    assert bench.rows(MEASURED) == [
        ("Uptime", "2026-01-31", "98"),
        ("Uptime", "2026-02-28", "99"),
        ("Uptime", "2026-03-31", "97"),
    ]
    assert bench.load(("measurements.csv", ROWS)).event is None
    more = bench.one("measurements.csv", "account,name,date,value\nAcme,Uptime,2026-02-28,96\n")
    assert more.updated == 1
    assert bench.rows(MEASURED)[1] == ("Uptime", "2026-02-28", "96")


def test_two_values_of_one_day_contradict_each_other(bench: Bench) -> None:
    bench.load(ACCOUNTS)
    item = bench.one(
        "metrics.csv",
        "account,name,date,value\nAcme,Uptime,2026-01-31,98\nAcme,Uptime,2026-01-31,98.0\nAcme,Uptime,2026-01-31,97\n",
    )
    assert (item.created, item.unchanged) == (1, 1)
    assert reasons(item) == [(4, "", "another value for 2026-01-31 than line 2 or a row after it")]


def test_what_a_metric_is_cannot_be_said_in_two_ways(bench: Bench) -> None:
    bench.load(ACCOUNTS)
    text = "account,name,target,date,value\nAcme,Uptime,99,2026-01-31,98\nAcme,Uptime,95,2026-02-28,97\n"
    assert reasons(bench.one("metrics.csv", text)) == [
        (3, "", "the same metric as line 2, with other values")
    ]


def test_products_of_an_account_are_found_by_code_name_and_id(bench: Bench) -> None:
    products = ("products.csv", "product_id,code,name\nP-1,F1,Fibre\nP-2,F2,Cloud Store\nP-3,F3,Voice\n")
    accounts = ("accounts.csv", "name,products\nAcme,fibre; F3; CloudStore\nBeta,P-2\n")
    outcome = bench.load(accounts, products)
    assert [(item.created, item.rejected, item.warnings) for item in outcome.files] == [
        (2, 0, []),
        (3, 0, []),
    ]
    acme, beta = bench.all("accounts")
    assert acme["products"] == ("Cloud Store", "Fibre", "Voice")
    assert beta["products"] == ("Cloud Store",)
    assert bench.load(accounts, products).event is None
    fewer = bench.one("accounts.csv", "name,products\nAcme,Fibre\nBeta,\n")
    assert (fewer.updated, fewer.unchanged) == (1, 1)
    assert [record["products"] for record in bench.all("accounts")] == [("Fibre",), ("Cloud Store",)]


def test_products_nobody_knows_are_left_out_and_told(bench: Bench) -> None:
    bench.one("products.csv", "name,code\nFibre,F1\nWi Fi,F2\nWiF i,F3\n")
    item = bench.one("accounts.csv", "name,products,contributors\nAcme,F1; Teleport,Zed\nBeta,WiFi,\n")
    assert (item.created, item.rejected) == (2, 0)
    assert [(cell.line, cell.column, cell.value, cell.reason) for cell in item.warnings] == [
        (2, "products", "Teleport", "there is no product 'Teleport'"),
        (3, "products", "WiFi", "several products are called 'WiFi'"),
    ]
    acme, beta = bench.all("accounts")
    assert (acme["products"], acme["contributors"], beta["products"]) == (("Fibre",), ("Zed",), ())


@pytest.mark.parametrize(
    ("kind", "text", "reason"),
    [
        ("documents", f"account,name,path\nAcme,Long,/{'x' * 4096}\n", "4097 characters; 4096 are allowed"),
        ("documents", "account,name\nAcme,Nowhere\n", "File or link is required"),
        ("metrics", "account,name,unit,value\nAcme,Mood,colour,4\n", "is no colour"),
        ("metrics", "account,name,unit,value\nAcme,Mood,colour,2.5\n", "is no colour"),
        ("metrics", "account,name,date\nAcme,Mood,2026-01-01\n", "A measurement needs a value"),
        ("qbrs", "account,name,type\nAcme,First,quarterly\n", "Date is required"),
        ("swot", "account,quadrant,text\nAcme,hopes,More\n", "hopes"),
        ("swot", "account,quadrant,text\nAcme,,More\n", "Quadrant is required"),
        ("contracts", "account,name,start,end\nAcme,C-1,2026-05-01,2026-04-30\n", "is before the start"),
        ("accounts", "name,parent\nGamma,Gamma\n", "it would stand above itself"),
        ("accounts", "name,parent\nAcme,Beta\nBeta,Acme\n", "it would stand above itself"),
        (
            "contacts",
            "account,name,reports_to\nAcme,Ana,Bo\nAcme,Bo,Cy\nAcme,Cy,Ana\n",
            "it would stand above itself",
        ),
    ],
    ids=[
        "path over 4096 characters",
        "document without path",
        "metric colour not 1 to 3",
        "metric colour between",
        "day without a value",
        "QBR without date",
        "SWOT with unknown quadrant",
        "SWOT without quadrant",
        "end before start",
        "account its own parent",
        "circle of parents",
        "circle of reports-to inside one file",
    ],
)
def test_a_rule_refuses_the_row(bench: Bench, kind: str, text: str, reason: str) -> None:
    bench.load(ACCOUNTS)
    before = bench.dump()
    item = bench.one(f"{kind}.csv", text)
    assert (item.kind, item.created, item.rejected) == (kind, 0, item.rows)
    assert all(reason in cell.reason for cell in item.reasons), item.reasons
    assert bench.dump() == before


def test_a_website_that_is_none_is_left_out_and_told(bench: Bench) -> None:
    item = bench.one("accounts.csv", "name,website\nAcme,not a website\n")
    assert (item.created, item.rejected) == (1, 0)
    assert [(cell.line, cell.column) for cell in item.warnings] == [(2, "website")]
    (acme,) = bench.all("accounts")
    assert acme["website"] is None


def test_an_account_for_rows_that_name_none(bench: Bench) -> None:
    bench.load(ACCOUNTS)
    contacts = ("contacts.csv", "name,company,email\nAna,,\nBo,Beta,bo@beta.test\n")
    notes = ("notes.csv", "text,date\nCalled,2026-01-02\n")
    outcome = bench.load(contacts, notes, account=" acme ")
    assert [(item.created, item.rejected) for item in outcome.files] == [(2, 0), (1, 0)]
    assert {record["name"]: record["account"] for record in bench.all("contacts")} == {
        "Ana": "Acme",
        "Bo": "Beta",
    }
    assert [record["account"] for record in bench.all("notes")] == ["Acme"]
    assert bench.load(contacts, notes, account="Acme").event is None
    refused = bench.one("contacts.csv", "name\nCy\n", account="Nobody's")
    assert reasons(refused)[0][2].startswith("there is no account 'Nobody's'")
    made = bench.one("contacts.csv", "name\nCy\n", account="New", create_accounts=True)
    assert made.created == 1


def test_the_account_of_a_named_contact_goes_before_the_one_for_all(bench: Bench) -> None:
    bench.load(ACCOUNTS, ("contacts.csv", "contact_id,account,name\nC1,Beta,Bo\n"))
    text = "contact_id,text,date\nC1,Called,2026-01-02\n,Wrote,2026-01-03\n"
    assert bench.one("notes.csv", text, account="Acme").created == 2
    assert {record["text"]: record["account"] for record in bench.all("notes")} == {
        "Called": "Beta",
        "Wrote": "Acme",
    }


def test_people_of_companies_nobody_knows_come_into_the_account_that_is_given(bench: Bench) -> None:
    text = "name,company\nCy Lund,Unknown Ltd\nDi Moss,Beta\n"
    bench.one("accounts.csv", "name\nAcme\nBeta\n")
    item = bench.one("contacts.csv", text, account="Acme")
    assert (item.created, item.rejected) == (2, 0)
    assert "Taken into 'Acme': people of Unknown Ltd that nobody here knows" in item.notes
    assert {record["name"]: record["account"] for record in bench.all("contacts")} == {
        "Cy Lund": "Acme",
        "Di Moss": "Beta",
    }
    assert bench.one("contacts.csv", text, account="Acme").unchanged == 2
