"""What an import gives a new record where the file says nothing."""

from __future__ import annotations

import pytest

from kapta_tui.data.store import Store
from kapta_tui.data.write.bulk import SET_BASED
from kapta_tui.data.write.bulk_upsert import defaults
from kapta_tui.data.write.records import TABLES
from kapta_tui.domain.kinds import KINDS


@pytest.mark.parametrize("kind", sorted(SET_BASED))
def test_new_records_of_an_import_begin_like_those_of_a_form(store: Store, kind: str) -> None:
    store.open()
    given = defaults(store.connect(), KINDS[kind])
    model = TABLES[kind].model_fields
    assert given.keys() == model.keys()
    declared = {item.stored_as: item.default for item in KINDS[kind].fields if item.default is not None}
    for column, field in model.items():
        if column in declared or column == "version":
            continue
        plain = field.default if isinstance(field.default, bool | str) else None
        wanted = {"custom": "'{}'"}.get(column, str(int(plain)) if isinstance(plain, bool) else "NULL")
        assert given[column] == wanted or (column.endswith("_at") and given[column] == "NULL"), column
