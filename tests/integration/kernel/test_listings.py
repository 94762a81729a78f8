"""A declared list asks of PostgreSQL what the same filters ask of rows in memory."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from pydantic import Field
from sqlalchemy import DateTime, func, insert, literal_column, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

from chasqui.contracts.wire import Contract
from chasqui.kernel.data.database import Database
from chasqui.kernel.data.listings import Condition, Filters, Listing, contain_all
from chasqui.kernel.errors import Invalid
from tests.support.servers import TestServers

MANY = 60
KINDS = ("a", "b", "it's", "")
NAMES = ("ana", "ána", "100 %", "a_b", "zoe \\", "«x»")
START = datetime(2026, 1, 1, tzinfo=UTC)


class Base(DeclarativeBase):
	pass


class ThingRow(Base):
	__tablename__ = "thing_of_test"

	id: Mapped[int] = mapped_column(primary_key=True)
	name: Mapped[str]
	kind: Mapped[str]
	is_new: Mapped[bool]
	price: Mapped[Decimal | None]
	weight: Mapped[float]
	at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class ThingFilters(Contract):
	q: str | None = None
	kind: list[str] = Field(default_factory=list)
	is_new: bool | None = None
	price_from: Decimal | None = None
	price_to: Decimal | None = None


class ThingQuery(ThingFilters):
	sort: str = "name"
	cursor: str | None = None
	limit: int = Field(default=7)


def ask_text(asked: ThingFilters) -> list[Condition]:
	return contain_all(ThingRow.name, (asked.q or "").split())


SORTS: dict[str, Any] = {
	"id": ThingRow.id,
	"name": ThingRow.name,
	"price": func.coalesce(ThingRow.price, -1),
	"weight": ThingRow.weight,
	"at": func.coalesce(ThingRow.at, literal_column("'-infinity'::timestamptz")),
}
THINGS = Listing[ThingRow](
	select(ThingRow),
	ThingRow.id,
	Filters(
		{"kind": ThingRow.kind, "is_new": ThingRow.is_new}, {"price": ThingRow.price}, [ask_text]
	),
	sorts=SORTS,
	order="-weight",
)
KEYS: dict[str, Any] = {
	"id": lambda row: row.id,
	"price": lambda row: Decimal(-1) if row.price is None else row.price,
	"weight": lambda row: row.weight,
	"at": lambda row: datetime.min.replace(tzinfo=UTC) if row.at is None else row.at,
}


@pytest.fixture(scope="module")
def session(servers: TestServers) -> Iterator[Session]:
	"""A session of a database with things, of which many are alike."""
	chance = random.Random(7)
	with servers.make_database("customers") as url:
		database = Database(url, pool_size=1)
		with database.open_session() as opened:
			Base.metadata.create_all(opened.connection())
			opened.execute(insert(ThingRow), [make_thing(chance) for _one in range(MANY)])
			yield opened
		database.close()


def make_thing(chance: random.Random) -> dict[str, object]:
	price = chance.choice([None, Decimal("0.10"), Decimal(3), Decimal("3.50")])
	at = None if chance.random() < 0.2 else START + timedelta(microseconds=chance.randint(0, 3))
	return {
		"name": chance.choice(NAMES),
		"kind": chance.choice(KINDS),
		"is_new": chance.random() < 0.5,
		"price": price,
		"weight": chance.choice([0.1, 0.1 + 0.2, 1e300, -2.5]),
		"at": at,
	}


def make_filters(chance: random.Random) -> dict[str, Any]:
	"""Return filters, some of which ask nothing."""
	return {
		"q": chance.choice([None, "", "a", "%", "_", "\\", "ana a"]),
		"kind": chance.choice([[], ["a"], ["a", "it's"], [""]]),
		"is_new": chance.choice([None, True, False]),
		"price_from": chance.choice([None, Decimal("0.1"), Decimal(3)]),
		"price_to": chance.choice([None, Decimal(3), Decimal("3.5")]),
	}


def meets(row: ThingRow, asked: ThingFilters) -> bool:
	"""Return whether a row is asked for, as a person reads the filters."""
	low, high = asked.price_from, asked.price_to
	return (
		all(word in row.name for word in (asked.q or "").split())
		and (not asked.kind or row.kind in asked.kind)
		and asked.is_new in (None, row.is_new)
		and (low is None or (row.price is not None and row.price >= low))
		and (high is None or (row.price is not None and row.price <= high))
	)


def read_pages(session: Session, query: ThingQuery) -> list[int]:
	"""Return the ids of all pages, as they follow one another."""
	found: list[int] = []
	while True:
		rows, following = THINGS.fetch_page(session, query)
		assert len(rows) <= query.limit
		found += [row.id for row in rows]
		if following is None:
			return found
		query = query.model_copy(update={"cursor": following})


@pytest.mark.parametrize("seed", range(25))
def test_pages_counts_and_files_are_those_of_the_filters(session: Session, seed: int) -> None:
	chance = random.Random(seed)
	everything = session.scalars(select(ThingRow)).all()
	asked = ThingQuery(**make_filters(chance), limit=chance.randint(1, 9))
	met = [row for row in everything if meets(row, asked)]
	assert THINGS.count(session, asked) == len(met)
	for name in SORTS:
		for sort in (name, f"-{name}"):
			query = asked.model_copy(update={"sort": sort})
			pages = read_pages(session, query)
			assert sorted(pages) == sorted(row.id for row in met), sort
			assert [row.id for row in THINGS.stream(session, query)] == pages
			if name in KEYS:
				placed = sorted(met, key=lambda row: (KEYS[name](row), row.id))
				assert pages == [row.id for row in (placed[::-1] if sort[0] == "-" else placed)]


@pytest.mark.parametrize("seed", range(15))
def test_a_facet_leaves_out_its_own_filter(session: Session, seed: int) -> None:
	asked = ThingFilters(**make_filters(random.Random(seed)))
	others = asked.model_copy(update={"kind": []})
	rows = [row for row in session.scalars(select(ThingRow)) if meets(row, others)]
	found = THINGS.count_by(session, asked, "kind", ThingRow.weight < 1)
	assert {value: count for value, _text, count in found} == Counter(
		row.kind for row in rows if row.weight < 1
	)
	assert [count for _value, _text, count in found] == sorted(
		(count for _value, _text, count in found), reverse=True
	)


def test_without_a_contract_that_says_how_they_stand_in_their_own_order(session: Session) -> None:
	weights = [row.weight for row in THINGS.stream(session, ThingFilters())]
	assert weights == sorted(weights, reverse=True)


def test_a_cursor_of_another_order_is_refused(session: Session) -> None:
	_rows, following = THINGS.fetch_page(session, ThingQuery(sort="name"))
	with pytest.raises(Invalid), session.begin_nested():
		THINGS.fetch_page(session, ThingQuery(sort="at", cursor=following))


def test_an_order_that_nobody_declared_is_no_order(session: Session) -> None:
	with pytest.raises(KeyError):
		THINGS.fetch_page(session, ThingQuery(sort="colour"))
