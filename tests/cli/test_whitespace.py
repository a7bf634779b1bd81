"""`kapta product whitespace`, and giving products to accounts (features: row 18)."""

from __future__ import annotations

import csv
from io import StringIO

import pytest

from tests.cli.program import Program


@pytest.fixture
def kapta(full: Program) -> Program:
    """The program on a filled store with two products, of which an account has one and is offered the other."""
    full("product", "add", "Fibre", "--family", "Access")
    full("product", "add", "Voice")
    full("product", "give", "Acme Corp", "Fibre")
    full("opportunity", "add", "Acme Corp", "--name", "Calls", "--product", "Voice", "--stage", "proposal")
    return full


def test_the_grid_says_who_has_what_as_table_and_as_json(kapta: Program) -> None:
    ran = kapta("product", "whitespace", "--filter", "acme", "--format", "csv")
    rows = list(csv.DictReader(StringIO(ran.out.removeprefix("\ufeff"))))
    row = next(row for row in rows if "Acme Corp" in row.values())
    assert (row["Fibre"], row["Voice"]) == ("has", "open 50 %")
    found = kapta("product", "whitespace", "--json").json
    acme = next(item for item in found if item["name"] == "Acme Corp")
    assert acme["products"] == ["Fibre"]
    assert [(deal["product"], deal["probability"]) for deal in acme["opportunities"]][-1] == ("Voice", 50)
    assert "Voice" not in acme["whitespace"]


def test_products_are_given_and_taken_and_the_field_says_the_same(kapta: Program) -> None:
    kapta("product", "give", "Acme Corp", "Voice")
    assert kapta("account", "show", "Acme Corp", "--json").json["products"] == ["Fibre", "Voice"]
    kapta("product", "take", "Acme Corp", "Fibre", "Voice")
    assert kapta("account", "show", "Acme Corp", "--json").json["products"] == []
    kapta("undo")
    kapta("account", "edit", "Acme Corp", "--product", "Fibre")
    assert kapta("account", "show", "Acme Corp", "--json").json["products"] == ["Fibre"]


def test_a_product_must_be_named(kapta: Program) -> None:
    assert kapta("product", "give", "Acme Corp").code == 2
    assert kapta("product", "give", "Acme Corp", "Nothing so called").code == 1
