from __future__ import annotations

from typing import Any

import pytest

from python_hooks.errors import UserError


def test_strings_as_they_are_and_all_else_as_json(house: Any) -> None:
    house.put(
        "shopify/customers.ndjson",
        '{"id": 1, "email": "a@b.c", "note": {"tags": ["x", 1.5]}}\n'
        '\n{"id": "2", "email": null, "createdAt": "2026-01-31"}\r\n'
        '{"ID": 12346.0, "email": " ", "note": true}',
    )
    house.land()
    assert house.rows("shopify/customers", ["_row_number", "id", "email", "note"]) == [
        (1, "1", "a@b.c", '{"tags":["x",1.5]}'),
        (3, "2", None, None),
        (4, "12346.0", None, "true"),
    ]


def test_a_nested_field_by_its_alias(house: Any) -> None:
    house.put("shopify/customers.ndjson", '{"id": 1, "details": {"note": "hello"}}\n')
    house.land()
    assert house.rows("shopify/customers", ["note"]) == [("hello",)]


def test_lines_that_are_no_objects_are_kept_account_of(house: Any) -> None:
    house.put("shopify/customers.ndjson", '{"id": 1}\n{"id": \n[2]\n{"id": 3}\n')

    (delivery,) = house.land().deliveries

    assert house.rows("shopify/customers", ["id"]) == [("1",), ("3",)]
    assert house.rows("landing/unreadable_rows", ["row_number", "reason"]) == [
        ("2", "line 2: not a JSON object"),
        ("3", "line 3: not a JSON object"),
    ]
    assert (delivery.row_count, delivery.unreadable_count) == (4, 2)


def test_an_empty_file_is_a_delivery_without_rows(house: Any) -> None:
    house.put("shopify/customers.ndjson", "")
    (delivery,) = house.land().deliveries
    assert delivery.row_count == 0


def test_a_file_of_something_else_is_refused(house: Any) -> None:
    house.put("shopify/customers.ndjson", "id,email\n1,2\n")
    with pytest.raises(UserError, match="expected a JSON object on each line, found none"):
        house.land()


def test_fields_in_other_encodings(house: Any) -> None:
    house.put("shopify/customers.ndjson", '{"id": 1, "note": "Zoë"}\n'.encode("latin-1"))
    house.land()
    assert house.rows("shopify/customers", ["note"]) == [("Zoë",)]
