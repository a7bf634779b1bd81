"""Which table is what, and which column is which field."""

from __future__ import annotations

import pytest

from kapta_tui.domain.amounts import column_currencies, currency_code
from kapta_tui.domain.kinds import KINDS
from kapta_tui.domain.playbook import default_text, parse
from kapta_tui.exchange import presets
from kapta_tui.exchange.columns import day_first, decimal_comma, spoken_date
from kapta_tui.exchange.fields import field_name, type_of
from kapta_tui.exchange.kinds import Found, find_kinds, singular
from kapta_tui.exchange.mapping import TableMapping, exact_names, map_columns

PLAYBOOK = parse(default_text())


def found(name: str, *header: str, cells: tuple[str, ...] = ()) -> list[Found]:
    """Return what a table is taken for."""
    return find_kinds(
        [name], header, frozenset(cells), exact_names(PLAYBOOK), presets.shipped().values(), None
    )


def mapped(name: str, *header: str) -> TableMapping:
    """Return how the columns of a table are read."""
    return map_columns(header, found(name, *header)[0], PLAYBOOK)


def read_as(name: str, *header: str) -> dict[str, str]:
    """Return field → header of a table's mapping."""
    return {column.field.name: column.header for column in mapped(name, *header).columns if column.sources}


@pytest.mark.parametrize(
    ("name", "header", "kind"),
    [
        ("accounts", ("account", "sector", "subsidiary_of"), "accounts"),
        ("sales_teams", ("sales_agent", "manager"), "users"),
        (
            "sales_pipeline",
            ("opportunity_id", "sales_agent", "product", "account", "deal_stage"),
            "opportunities",
        ),
        ("ravenstack_subscriptions", ("subscription_id", "account_id", "start_date"), "contracts"),
        ("customers", ("customerID", "companyName", "contactName"), "accounts"),
        ("anything", ("Deal Name", "Amount", "Close date"), "opportunities"),
        ("anything", ("First name", "Last name", "E-mail", "Company", "Job title"), "contacts"),
        ("Kunden", ("Firma", "Webseite"), "accounts"),
        ("report", ("Account: Account Name", "Contact: First Name", "Contact: Last Name"), "contacts"),
    ],
)
def test_a_table_is_known_by_its_name_its_first_id_or_its_columns(
    name: str, header: tuple[str, ...], kind: str
) -> None:
    assert [item.shape.kind for item in found(name, *header)] == [kind]


@pytest.mark.parametrize(
    ("name", "header", "words"),
    [
        ("order-details", ("orderID", "productID", "unitPrice"), "its name suggests orders"),
        ("quote_line_items", ("qli_id", "quote_id", "product_name"), "columns are those of quotes"),
        ("churn", ("churn_event_id", "account_id", "reason"), "columns are those of churn events"),
        ("sites", ("site_id", "site_name", "city"), "first column 'site_id'"),
        ("links", ("employeeID", "territoryID"), "only link records"),
        ("things", ("colour", "weight"), "its columns (colour, weight) fit no kind of record"),
        ("quotes-with-space", ("a", "b"), "fit no kind of record"),
        (
            "quotes",
            ("name", "email", "company"),
            "its name suggests quotes, which kapta does not keep (use --as contacts",
        ),
        ("id and name", ("id", "name"), "fit no kind of record"),
        (
            "Lead",
            ("Id", "LastName", "CreatedById", "IsConverted", "LeadSource"),
            "columns are those of leads",
        ),
        ("Branch__c", ("Id", "Name", "CreatedById"), "Branch__c is the name of a custom object"),
    ],
)
def test_what_has_no_kind_here_says_so(name: str, header: tuple[str, ...], words: str) -> None:
    (item,) = found(name, *header)
    assert words in item.why_not


@pytest.mark.parametrize(
    ("name", "header", "cells", "preset"),
    [
        ("Account", ("Id", "Name", "ParentId", "CreatedById", "SystemModstamp"), (), "salesforce"),
        (
            "Account",
            ("Id", "Name", "ParentId", "CreatedById", "SystemModstamp"),
            ("000000000000000AAA",),
            "salesforce-weekly",
        ),
        (
            "sf_account_data",
            ("id", "name", "owner_id", "_fivetran_synced", "master_record_id"),
            (),
            "salesforce-fivetran",
        ),
        ("company_data", ("id", "property_name", "property_industry"), (), "hubspot-fivetran"),
        ("all companies", ("Record ID", "Company name", "Company owner"), (), "hubspot"),
        ("Contacts", ("(Do Not Modify) Contact", "Full Name", "Company Name"), (), "dynamics365"),
        ("Accounts", ("Record Id", "Account Name", "Account Owner"), (), "zoho"),
        ("res.partner", ("Name", "Is a company", "Related Company"), (), "odoo"),
    ],
)
def test_a_program_is_known_by_its_header(
    name: str, header: tuple[str, ...], cells: tuple[str, ...], preset: str
) -> None:
    assert found(name, *header, cells=cells)[0].preset.name == preset


def test_odoo_holds_companies_and_people_in_one_file() -> None:
    both = found("res.partner", "Name", "Is a company", "Related Company")
    assert [item.shape.kind for item in both] == ["accounts", "contacts"]


def test_columns_are_matched_by_name_then_synonym_then_likeness() -> None:
    assert read_as("accounts", "Name", "Account Owner", "Webiste") == {
        "name": "Name",
        "owner": "Account Owner",
        "website": "Webiste",
    }
    assert mapped("accounts", "Name", "Webiste").notes == ("'Webiste' read as website",)
    assert mapped("accounts", "Name", "Revenue").unmatched == ("Revenue",)


def test_an_id_is_not_taken_for_a_name() -> None:
    mapping = mapped("products", "productName", "categoryID", "Familly")
    assert {column.field.name for column in mapping.columns} == {"name", "family"}
    assert mapping.unmatched == ("categoryID",)


def test_a_first_and_a_last_name_make_one() -> None:
    mapping = mapped("contacts", "First Name", "Last Name", "Company")
    name = next(column for column in mapping.columns if column.field.name == "name")
    assert name.sources == ((0, 1),)


def test_ids_of_references_are_told_from_names() -> None:
    by_id = {
        column.field.name: column.by_id
        for column in mapped("contracts", "contract_id", "account_id", "value").columns
    }
    assert by_id["account"]
    by_name = {column.field.name: column.by_id for column in mapped("contracts", "Name", "Account").columns}
    assert not by_name["account"]


def test_what_has_no_name_is_called_by_its_id() -> None:
    mapping = mapped("contracts", "contract_id", "account_id", "start_date")
    assert mapping.notes == ("No name column: 'contract_id' is used",)


@pytest.mark.parametrize("preset", presets.shipped().values(), ids=lambda preset: preset.name)
def test_presets_name_only_fields_and_codes_there_are(preset: presets.Preset) -> None:
    for shape in preset.shapes:
        assert [bool(shape.kind), bool(shape.holds), bool(shape.link)].count(True) == 1
        if not shape.kind:
            continue
        fields = KINDS[shape.kind].by_name
        assert set(shape.fields) | set(shape.constants) | set(shape.values) <= set(fields)
        assert all(fields[name].writable for name in (*shape.fields, *shape.constants))
        for name, codes in shape.values.items():
            known = {choice.code for choice in PLAYBOOK.choices(fields[name].choices)}
            assert set(codes.values()) <= known, (preset.name, name)


def test_names_of_tables_lose_filler_and_plural() -> None:
    assert singular("sf_account_data") == ("account",)
    assert singular("OpportunityLineItem") == ("opportunity", "line", "item")
    assert singular("companies-2026") == ("company",)


def test_the_order_of_day_and_month_is_told_by_the_column() -> None:
    assert day_first(["1-2-2026", "31-12-2026"]) is True
    assert day_first(["1/2/2026", "12/31/2026"]) is False
    assert day_first(["1-2-2026", "3-4-2026"]) is None
    assert day_first(["31-12-2026", "12/31/2026"]) is None


def test_the_decimal_sign_is_told_by_the_column() -> None:
    assert decimal_comma(["1.234,56", "7", "12,5"])
    assert not decimal_comma(["1,234.56", "7"])
    assert not decimal_comma(["1,234"])


def test_dates_in_other_languages_need_a_year() -> None:
    assert str(spoken_date("31. Mai 2025")) == "2025-05-31"
    assert str(spoken_date("3 maart 2024")) == "2024-03-03"
    assert spoken_date("soon") is None
    assert spoken_date("May") is None


def test_currencies_are_known_by_sign_word_and_code() -> None:
    assert [currency_code(text) for text in ("€", "dollars", "chf", "Pound Sterling")] == [
        "EUR",
        "USD",
        "CHF",
        "GBP",
    ]
    assert column_currencies(["$500M", "$1,200.50", ""]) == ["USD"]
    assert column_currencies(["1200 EUR", "€ 5"]) == ["EUR"]
    assert column_currencies(["$5", "€5", "€ 6"]) == ["EUR", "USD"]
    assert column_currencies(["5", "12.50", "5 MIO"]) == []


def test_fields_are_typed_by_what_they_hold() -> None:
    assert type_of(["yes", "no"]) == "flag"
    assert type_of(["12", "1,200.50"]) == "number"
    assert type_of(["0", "1"]) == "number"
    assert type_of(["0123", "12"]) == "text"
    assert type_of(["2026-01-31", "31-12-2026"]) == "date"
    assert type_of(["2026-01-31", "later"]) == "text"
    assert field_name("Ümsatz (EUR)", "accounts") == "umsatz_eur"
    assert field_name("2026 goal", "accounts") == "field_2026_goal"
    assert field_name("Owner", "accounts") == "owner_2"


@pytest.mark.parametrize("header", [("name", "website"), ("name",), ("Company", "colour")])
def test_a_table_that_only_names_something_is_guessed_to_hold_accounts(header: tuple[str, ...]) -> None:
    (item,) = found("book1", *header)
    assert (item.shape.kind, item.why_not) == ("accounts", "")
    assert item.guess.startswith(f"Read as accounts, which is a guess: there is a column '{header[0]}'")


@pytest.mark.parametrize("header", [("name", "website"), ("name",)])
def test_the_name_of_a_table_goes_before_the_guess(header: tuple[str, ...]) -> None:
    (item,) = found("contacts", *header)
    assert (item.shape.kind, item.guess) == ("contacts", "")


@pytest.mark.parametrize(
    "header", [("name", "email"), ("name", "price", "text"), ("id", "name"), ("colour",), ("name", "company")]
)
def test_nothing_is_guessed_where_a_column_speaks_for_another_kind(header: tuple[str, ...]) -> None:
    assert not any(item.guess for item in found("book1", *header))


def test_nothing_is_guessed_of_a_table_that_is_mostly_about_something_else() -> None:
    assert not any(item.guess for item in found("arts", "Name", "Profession", "Age", "Has kids"))
