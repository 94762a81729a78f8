"""A merge keeps what the catalogue of fields says, field by field, and its undo gives it back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from chasqui.kernel.data.database import Database
from customers.people.domain.field import DAY, INSTANT, MONEY, TEXT, TEXTS, Field, Merge
from customers.people.domain.fields import BY_NAME, FIELDS
from tests.integration.customers.doors import Api
from tests.integration.customers.quality.test_duplicates import add, merge
from tests.integration.customers.quality.test_merged_persons import undo

# Two values of each kind, and of each field that has a form of its own.
VALUES: dict[Any, tuple[Any, Any]] = {
	TEXT: ("F", "M"),
	TEXTS: (["evening"], ["morning"]),
	DAY: (date(1984, 3, 9), date(1970, 1, 2)),
	MONEY: (Decimal("812.40"), Decimal("1.50")),
	INSTANT: (datetime(2026, 10, 1, 12, tzinfo=UTC), datetime(2025, 10, 1, 12, tzinfo=UTC)),
}
OWN = {
	"name": ("Rosa Elena Vera", "Luz Vera"),
	"email": ("otra@example.com", "luz@example.com"),
	"phone": ("+593993334444", "+593991112222"),
	"province": ("EC-G", "EC-A"),
	"canton": ("0901", "0101"),
	"preferred_channel": ("phone", "email"),
	"language": ("qu", "en"),
	"category_override": ("loyal", "new"),
}
FILLED = [one for one in FIELDS if one.merge in (Merge.FILL, Merge.NEWEST)]
CHOSEN = [one for one in FIELDS if one.words is not None and one.words.is_chosen]


@pytest.mark.covers("R45")
class TestMergedFields:
	@pytest.mark.parametrize("field", FILLED, ids=lambda one: one.name)
	def test_what_the_kept_record_lacks_comes_and_goes(
		self, client: Api, database: Database, field: Field[Any]
	) -> None:
		kept, merged = add(client, 0), add(client, 1)
		parts = [field, *(BY_NAME[name] for name in field.takes)]
		nothing, value = [one.empty for one in parts], [find_values(one)[0] for one in parts]
		write(database, kept["id"], parts, nothing)
		write(database, merged["id"], parts, value)
		made = merge(client, kept, merged, [])
		assert read(database, kept["id"], parts) == value
		undo(client, made)
		assert read(database, kept["id"], parts) == nothing
		assert read(database, merged["id"], parts) == value

	@pytest.mark.parametrize("field", CHOSEN, ids=lambda one: one.name)
	def test_what_the_kept_record_has_stays_unless_it_is_chosen(
		self, client: Api, database: Database, field: Field[Any]
	) -> None:
		kept, merged = add(client, 0), add(client, 1)
		parts = [field, *(BY_NAME[name] for name in field.takes)]
		other = [find_values(one)[1] for one in parts]
		write(database, kept["id"], parts, other)
		write(database, merged["id"], parts, value := [find_values(one)[0] for one in parts])
		undo(client, merge(client, kept, merged, []))
		assert read(database, kept["id"], parts) == other
		made = merge(client, kept, merged, [field.name])
		assert read(database, kept["id"], parts) == value
		undo(client, made)
		assert read(database, kept["id"], parts) == other


def find_values(field: Field[Any]) -> tuple[Any, Any]:
	return OWN.get(field.name) or VALUES[field.kind]


def read(database: Database, customer_id: int, parts: list[Field[Any]]) -> list[Any]:
	query = text(f"SELECT {', '.join(one.name for one in parts)} FROM customer WHERE id = :id")
	with database.open_session() as session:
		return list(session.execute(query, {"id": customer_id}).one())


def write(database: Database, customer_id: int, parts: list[Field[Any]], values: list[Any]) -> None:
	changes = ", ".join(f"{one.name} = :{one.name}" for one in parts)
	given = {one.name: value for one, value in zip(parts, values, strict=True)}
	with database.open_session() as session:
		change = text(f"UPDATE customer SET {changes} WHERE id = :id")
		session.execute(change, {"id": customer_id, **given})
