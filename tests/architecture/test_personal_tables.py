"""Every table says what it holds of persons, and every column that could hold something of them."""

import pytest
from sqlalchemy import BigInteger, Table
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from chasqui.kernel.personal.declarations import (
	Declared,
	Delete,
	Impersonal,
	Keep,
	Personal,
	Undisclosed,
	list_undeclared,
	may_hold_prose,
)
from tests.support.declarations import list_personal, list_tables, load_bases

PERSONAL = list_personal()
NAMES = [f"{service}.{table.name}" for service, table, _ in PERSONAL]
# Columns by which the services speak of a record of a customer.
RECORD_COLUMNS = {"customer_id", "kept_id", "merged_id", "left_id", "right_id"}


@pytest.mark.parametrize("service", sorted(load_bases()))
def test_every_table_of_the_metadata_is_declared(service: str) -> None:
	base = load_bases()[service]
	assert list_undeclared(base.metadata, base.registry) == set()  # type: ignore[attr-defined]


def test_a_table_that_says_nothing_cannot_be_made() -> None:
	class Base(Declared, DeclarativeBase):
		pass

	class Told(Base):
		__tablename__ = "told"
		__personal__ = Impersonal("A test.")
		id: Mapped[int] = mapped_column(BigInteger, primary_key=True)

	with pytest.raises(TypeError, match="__personal__"):
		type("Inherited", (Told,), {"__module__": __name__})
	with pytest.raises(TypeError, match="Silent"):

		class Silent(Base):
			__tablename__ = "silent"
			id: Mapped[int] = mapped_column(BigInteger, primary_key=True)


def test_a_table_without_persons_names_no_record() -> None:
	guilty = [
		f"{service}.{table.name}"
		for service, table, rule in list_tables()
		if isinstance(rule, Impersonal) and RECORD_COLUMNS & {*table.columns.keys()}
	]
	assert guilty == []


@pytest.mark.parametrize(("service", "table", "rule"), PERSONAL, ids=NAMES)
class TestPersonalTable:
	def test_it_speaks_of_columns_that_there_are(
		self, service: str, table: Table, rule: Personal
	) -> None:
		assert rule.list_columns() | {*rule.merge.lasts} <= {*table.columns.keys()}

	def test_every_column_that_may_hold_prose_has_a_rule(
		self, service: str, table: Table, rule: Personal
	) -> None:
		prose = {name for name, column in table.columns.items() if may_hold_prose(column)}
		named = rule.list_columns()
		if isinstance(rule.erase, Delete):  # all of a row goes that a record is named by
			named |= prose
		assert prose - named == set()

	def test_every_number_of_a_record_leads_to_the_person(
		self, service: str, table: Table, rule: Personal
	) -> None:
		records = RECORD_COLUMNS & {*table.columns.keys()}
		assert records - {name.partition(".")[0] for name in rule.refers} == set()

	def test_what_stays_has_a_reason(self, service: str, table: Table, rule: Personal) -> None:
		reasons = [*rule.keeps.values(), rule.merge.rule, *rule.merge.lasts.values()]
		reasons += [rule.merge.adds] if rule.merge.adds else []
		reasons += [
			one.why for one in (rule.erase, rule.disclose) if isinstance(one, Keep | Undisclosed)
		]
		assert [one for one in reasons if len(one.split()) < 3] == []
