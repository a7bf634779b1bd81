"""Files that complete each other in one import: link files, and accounts that another table tells."""

from __future__ import annotations

import pytest

from tests.exchange.imports import Bench, reasons

COMPANIES = (
    "company_data.csv",
    "id,is_deleted,_fivetran_synced,property_name,property_industry\n10,false,x,Acme,tin\n20,false,x,Beta,tin\n",
)
DEALS = (
    "deal_data.csv",
    "deal_id,is_deleted,property_dealname,property_amount\n1,false,Roof,100\n2,false,Wall,200\n",
)
LINKS = (
    "deal_company_data.csv",
    "company_id,deal_id,type_id,category\n10,1,5,HUBSPOT_DEFINED\n20,2,5,HUBSPOT_DEFINED\n",
)
CONTACTS = (
    "contact_data.csv",
    "id,_fivetran_deleted,property_email,property_firstname,property_lastname\n7,FALSE,ana@acme.test,Ana,Ruiz\n",
)


def accounts(bench: Bench, kind: str) -> dict[object, object]:
    """Return name or text → account of the records of a kind."""
    title = "text" if kind == "notes" else "name"
    return {record[title]: record["account"] for record in bench.all(kind)}


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_deals_get_their_account_from_a_link_file(bench: Bench, order: tuple[int, ...]) -> None:
    files = [(COMPANIES, DEALS, LINKS)[at] for at in order]
    outcome = bench.load(*files)
    assert accounts(bench, "opportunities") == {"Roof": "Acme", "Wall": "Beta"}
    links = outcome.files[order.index(2)]
    assert (links.kind, links.rows, links.skipped) == ("", 2, 2)
    assert links.links == "links that give opportunities their account"
    assert links.notes == ["2 rows of this import completed by it"]
    assert bench.load(*files).event is None


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ("Associated Company", ("Acme;Beta", "Beta")),
        ("Associated Company IDs", ("10; 20", "20")),
        ("Primary Associated Company ID", ("10", "20")),
        ("Associated Company,Associated Company (Primary)", ("Beta;Acme,Acme", "Beta,")),
    ],
)
def test_the_association_columns_of_a_hubspot_export(
    bench: Bench, header: str, cells: tuple[str, str]
) -> None:
    companies = ("companies.csv", "Record ID,Company name,Company owner\n10,Acme,omar\n20,Beta,omar\n")
    rows = f"1,Roof,100,{cells[0]}\n2,Wall,200,{cells[1]}\n"
    files = (companies, ("deals.csv", f"Record ID,Deal Name,Amount,{header}\n{rows}"))
    deals = bench.load(*files).files[1]
    assert accounts(bench, "opportunities") == {"Roof": "Acme", "Wall": "Beta"}
    assert any("the first counts" in note for note in deals.notes)
    assert bench.load(*files).event is None


def test_a_link_file_alone_says_what_it_needs(bench: Bench) -> None:
    links = bench.one(*LINKS)
    assert links.links == ""
    assert links.notes == [
        "Nothing imported: its rows give opportunities their account; import it together with those."
    ]


def test_the_primary_company_goes_before_others(bench: Bench) -> None:
    links = "company_id,deal_id,type_id,category\n20,1,341,X\n10,1,5,X\n10,2,341,X\n20,2,341,X\n"
    deals = bench.load(COMPANIES, DEALS, ("deal_company.csv", links)).files[1]
    assert accounts(bench, "opportunities") == {"Roof": "Acme", "Wall": "Acme"}
    assert "2 records with several links for account: the first was taken" in deals.notes


def test_a_deleted_link_gives_nothing(bench: Bench) -> None:
    links = "company_id,deal_id,type_id,_fivetran_deleted\n10,1,5,true\n20,2,5,false\n"
    deals = bench.load(COMPANIES, DEALS, ("deal_company.csv", links)).files[1]
    assert accounts(bench, "opportunities") == {"Wall": "Beta"}
    assert [reason for _, _, reason in reasons(deals)] == [
        "Account is required; rows without one can be given it"
    ]


def test_notes_by_company_by_contact_and_by_deal(bench: Bench) -> None:
    head = "engagement_id,_fivetran_synced,property_hs_note_body,property_hs_timestamp\n"
    notes = head + "".join(f"{n},x,Note {n},2026-11-0{n} 10:00:00\n" for n in (1, 2, 3))
    outcome = bench.load(
        COMPANIES,
        DEALS,
        LINKS,
        CONTACTS,
        ("contact_company_data.csv", "contact_id,company_id,type_id\n7,20,1\n"),
        ("engagement_note_data.csv", notes),
        ("engagement_company_data.csv", "company_id,engagement_id,engagement_type\n10,1,NOTE\n"),
        ("engagement_contact_data.csv", "contact_id,engagement_id,engagement_type\n7,2,NOTE\n"),
        ("engagement_deal_data.csv", "deal_id,engagement_id,engagement_type\n1,3,NOTE\n"),
    )
    assert [item.rejected for item in outcome.files if item.kind] == [0, 0, 0, 0]
    assert accounts(bench, "contacts") == {"Ana Ruiz": "Beta"}
    assert accounts(bench, "notes") == {"Note 1": "Acme", "Note 2": "Beta", "Note 3": "Acme"}
    linked = {record["text"]: record["contacts"] for record in bench.all("notes")}
    assert linked["Note 2"] == ("Ana Ruiz",)


def test_calls_and_mails_are_notes_and_open_engagements_tasks(bench: Bench) -> None:
    links = "company_id,engagement_id,engagement_type\n10,1,CALL\n20,2,EMAIL\n10,3,TASK\n10,4,TASK\n"
    head = "engagement_id,_fivetran_deleted,property_hs_timestamp,"
    outcome = bench.load(
        COMPANIES,
        ("engagement_company_data.csv", links),
        (
            "engagement_call_data.csv",
            f"{head}property_hs_call_title,property_hs_call_body\n1,false,2026-11-01,Budget,ok\n",
        ),
        ("engagement_email_data.csv", f"{head}property_hs_email_subject\n2,false,2026-11-02,Offer\n"),
        (
            "engagement_task_data.csv",
            f"{head}property_hs_task_subject,property_hs_task_status\n"
            "3,false,2026-12-01,Visit,NOT_STARTED\n4,false,2026-10-01,Ring,COMPLETED\n",
        ),
    )
    assert accounts(bench, "notes") == {"Budget\nok": "Acme", "Offer": "Beta"}
    assert accounts(bench, "tasks") == {"Visit": "Acme"}
    assert outcome.files[4].skips == {"done already": 1}
    assert outcome.files[1].notes == ["3 rows of this import completed by it"]


def test_a_link_file_that_fits_nothing_says_so(bench: Bench) -> None:
    links = bench.load(COMPANIES, DEALS, ("deal_company.csv", "company_id,deal_id,type_id\n10,99,5\n")).files[
        2
    ]
    assert links.notes == ["None of the opportunities of this import is completed by it"]


def test_what_a_row_says_itself_goes_before_a_link(bench: Bench) -> None:
    head = "Id,Name,BillingCity,SystemModstamp\n"
    contacts = "Id,LastName,AccountId,SystemModstamp\nC1,Ruiz,A1,x\nC2,Bo,,x\n"
    links = "Id,AccountId,ContactId,IsDirect,SystemModstamp\nR1,A2,C1,0,x\nR2,A2,C2,1,x\n"
    outcome = bench.load(
        ("Account.csv", head + "A1,Acme,Oslo,x\nA2,Beta,Rome,x\n"),
        ("Contact.csv", contacts),
        ("AccountContactRelation.csv", links + "R3,A1,C1,1,x\n"),
    )
    assert outcome.files[2].notes == ["1 row of this import completed by it"]
    assert not any("several links" in note for note in outcome.files[1].notes)
    assert accounts(bench, "contacts") == {"Ruiz": "Acme", "Bo": "Beta"}


def test_any_table_of_ids_links_what_its_columns_name(bench: Bench) -> None:
    outcome = bench.load(
        ("companies.csv", "company_id,name\n1,Acme\n"),
        ("deals.csv", "deal_id,deal_name,amount\n9,Roof,10\n"),
        ("deals_companies.csv", "deal_id,company_id\n9,1\n"),
    )
    assert accounts(bench, "opportunities") == {"Roof": "Acme"}
    assert outcome.files[2].links == "links that give opportunities their account"


def test_a_task_belongs_to_the_account_of_its_contact(bench: Bench) -> None:
    files = (
        ("companies.csv", "company_id,name\n1,Acme\n"),
        ("contacts.csv", "contact_id,name,company_id\n7,Ana,1\n"),
        ("tasks.csv", "task_id,name,contact_id\n3,Call,7\n4,Wait,8\n"),
    )
    tasks = bench.load(*files).files[2]
    assert accounts(bench, "tasks") == {"Call": "Acme"}
    assert reasons(tasks) == [(3, "company_id", "A task needs an account; rows without one can be given it")]
    assert bench.load(*files).event is None


def test_only_rows_that_come_in_are_counted_as_completed(bench: Bench) -> None:
    deals = DEALS[1].replace("2,false", "2,true") + "3,false,Door\n"
    links = LINKS[1] + "20,1,5,X\n20,2,6,X\n20,3,5,X\n10,3,5,X\n"
    outcome = bench.load(COMPANIES, (DEALS[0], deals), (LINKS[0], links))
    assert outcome.files[2].notes == ["1 row of this import completed by it"]
    assert "1 record with several links for account: the first was taken" in outcome.files[1].notes
    assert accounts(bench, "opportunities") == {"Roof": "Acme"}


def test_a_deleted_or_broken_record_tells_no_account(bench: Bench) -> None:
    deals = DEALS[1].replace("2,false", "2,true") + "3,false,Door,300,more\n"
    head = "engagement_id,_fivetran_synced,property_hs_note_body,property_hs_timestamp\n"
    notes = head + "".join(f"{n},x,Note {n},2026-11-0{n} 10:00:00\n" for n in (1, 2, 3))
    outcome = bench.load(
        COMPANIES,
        (DEALS[0], deals),
        (LINKS[0], LINKS[1] + "20,3,5,X\n"),
        ("engagement_note_data.csv", notes),
        (
            "engagement_deal_data.csv",
            "deal_id,engagement_id,engagement_type\n1,1,NOTE\n2,2,NOTE\n3,3,NOTE\n",
        ),
    )
    assert accounts(bench, "notes") == {"Note 1": "Acme"}
    assert outcome.files[4].notes == ["1 row of this import completed by it"]


def test_notes_with_links_to_contacts_alone_belong_to_their_accounts(bench: Bench) -> None:
    head = "engagement_id,_fivetran_synced,property_hs_note_body,property_hs_timestamp\n"
    bench.load(
        COMPANIES,
        CONTACTS,
        ("contact_company_data.csv", "contact_id,company_id,type_id\n7,20,1\n"),
        ("engagement_note_data.csv", f"{head}1,x,Note 1,2026-11-01 10:00:00\n"),
        ("engagement_contact_data.csv", "contact_id,engagement_id,engagement_type\n7,1,NOTE\n"),
    )
    assert accounts(bench, "notes") == {"Note 1": "Beta"}
