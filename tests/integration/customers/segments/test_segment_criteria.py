"""Every criterion that is declared counts and streams the same people, whichever way is taken.

Nothing here names a criterion: fields come from the contract, their values from their types.
"""

import json
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from chasqui.contracts.customers.list_values import (
	AdvisorChoice,
	CustomTerm,
	ImportNumber,
	ItemNumber,
	SearchText,
	SegmentNumber,
	TagText,
	WarningCode,
)
from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind
from chasqui.contracts.wire import CantonCode, Day, ProvinceCode
from chasqui.kernel.data.copy_streams import check_stream
from customers.people.domain.calendar import make_reference_key
from customers.people.domain.problems import BadField
from customers.people.models.customer import CustomerRow
from customers.segments.domain.criteria import Segment, read_segment, sum_lines
from customers.segments.domain.criterion import COPIED, Choice, Criterion, Listed
from customers.segments.domain.declared import CRITERIA
from customers.segments.repositories.cube_repository import CubeRepository
from customers.segments.repositories.explanations import explain
from customers.segments.repositories.list_condition_builder import ListConditionBuilder
from customers.segments.repositories.listed_conditions import ListedConditionReader
from customers.segments.repositories.members import SegmentRepository, stream_members
from customers.segments.repositories.segment_cube_reader import SegmentCubeReader
from customers.segments.use_cases.counter import SegmentCountReader
from tests.integration.customers.person_world import insert_people

DAY = date(2026, 11, 20)
ZONE = "America/Guayaquil"
PEOPLE = 1200
# Bounds of steps, of bands, and such as cut them.
AMOUNTS = ["0", "50", "481.99", "482", "800", "817.33", "2400", "2410", "2500", "6000"]
VALUES: dict[Any, st.SearchStrategy[Any]] = {
	int: st.integers(0, 100),
	Decimal: st.sampled_from(AMOUNTS).map(Decimal),
	ProvinceCode: st.sampled_from(["EC-P", "EC-G", "EC-A", "EC-M"]),
	CantonCode: st.sampled_from(["1701", "0901", "0101", "1301"]),
	Day: st.integers(-40, 40).map(lambda days: DAY + timedelta(days=days)),
	TagText: st.sampled_from(["VIP", "vip", "feria 2026", "nadie la tiene"]),
	CustomTerm: st.sampled_from(["tv:1", "tv:..1", "tv:2..", "zona:norte"]),
	SearchText: st.sampled_from(
		["persona", "persona 7", "T0000012", "p7@example.com", "@example.com"]
	),
	AdvisorChoice: st.sampled_from(["1", "2", "none"]),
	WarningCode: st.sampled_from(["wrong_phone", "zero_restored"]),
	ImportNumber: st.integers(1, 2),
	ItemNumber: st.integers(1, 3),
	SegmentNumber: st.just(7),
}
# What a list asks of customers and of the tables beside them.
FURTHER = (
	"INSERT INTO customer_tag (customer_id, tag) SELECT id, 'VIP' FROM customer WHERE id % 3 = 0",
	"INSERT INTO customer_tag (customer_id, tag) SELECT id, 'Feria 2026' FROM customer "
	"WHERE id % 5 = 0",
	"INSERT INTO custom_field (key, label, kind) VALUES ('tv', 'Televisores', 'number'), "
	"('zona', 'Zona', 'text')",
	"UPDATE customer SET custom = jsonb_build_object('tv', id % 4, 'zona', 'norte') "
	"WHERE id % 2 = 0",
	"INSERT INTO customer_advisor (customer_id, advisor_id, advisor_name, assigned_by) "
	"SELECT id, id % 3 + 1, 'Alguien', 'test' FROM customer WHERE id % 7 = 0",
	"INSERT INTO saved_segment (id, name, name_key, owner, owner_name, kind, criteria) "
	"OVERRIDING SYSTEM VALUE VALUES (7, 'De feria', 'de feria', 'staff:1', 'Ana', 'picked', '{}')",
	"INSERT INTO segment_customer (segment_id, customer_id) SELECT 7, id FROM customer "
	"WHERE id % 10 = 0",
	"UPDATE customer SET import_id = id % 3 WHERE id % 8 = 0",
	"INSERT INTO item (id, type_id, name, reference, name_key, search_key, created_by) "
	"OVERRIDING SYSTEM VALUE SELECT n, 1, 'Plan ' || n, 'P' || n, '', '', 'test' "
	"FROM generate_series(1, 3) AS n",
	"INSERT INTO sale (id, customer_id, state, channel, seller, seller_name, ordered_on, "
	"invoiced_on, number, net, tax, total, units) OVERRIDING SYSTEM VALUE SELECT id, id, "
	"(ARRAY['paid', 'invoiced', 'voided'])[1 + id % 7 % 3], 'phone', 'staff:1', 'Ana', "
	"date '2026-11-20' - (id % 70)::integer, date '2026-11-20' - (id % 70)::integer, id::text, "
	"id % 90, 0, id % 90, 1 FROM customer WHERE id % 2 = 0",
	"INSERT INTO sale_line (sale_id, place, item_id, name, reference, nature, quantity, "
	"unit_price, discount, has_own_discount, vat_class, vat_percent, net, tax, total, returned) "
	"SELECT id, 1, 1 + id % 3, 'Plan', 'P', 'service', 1, net, 0, false, 'zero', 0, net, 0, net, "
	"(id % 5 = 0)::integer FROM sale",
	"INSERT INTO subscription (customer_id, item_id, name) SELECT id, 1 + id % 3, 'Plan' "
	"FROM customer WHERE id % 5 = 0",
	"INSERT INTO subscription (customer_id, name) SELECT id, 'Ajeno ' || n "
	"FROM customer, generate_series(1, id % 9) AS n WHERE id % 20 = 0",
	"INSERT INTO equipment (customer_id, type_id, brand, brand_key, model, model_key, serial, "
	"serial_key, search_key, year, meter, is_ours, state, place, note, base_on, due_on, "
	"created_by) "
	"SELECT id, 1 + id % 2, (ARRAY['VIP', 'Kubota'])[1 + id % 2], '', 'M', '', '', '', '', "
	"1990 + id % 37, 'none', false, (ARRAY['in_use', 'gone'])[1 + (id % 9 = 0)::integer], '', '', "
	"date '2026-01-01', date '2026-11-20' + (id % 60 - 30)::integer, 'test' "
	"FROM customer WHERE id % 4 < 2",
	"UPDATE customer SET warnings = '{wrong_phone}' WHERE id % 6 = 0",
	"UPDATE customer SET last_contact_at = timestamptz '2026-11-20 12:00-05' "
	"- (id % 500) * interval '1 day' WHERE id % 4 > 0",
	"UPDATE customer SET registered_on = date '2026-11-20' + (id % 50 - 30)::integer "
	"WHERE id % 9 = 0",
)
LISTED = [one for one in CRITERIA if isinstance(one, Listed)]
QUIET = settings(
	max_examples=60,
	deadline=None,
	suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much],
)


def choose_values(kind: Any) -> st.SearchStrategy[Any]:
	"""Return the values of a field's type; what no strategy is known for is an error."""
	if kind in VALUES:
		return VALUES[kind]
	if isinstance(kind, type) and issubclass(kind, Enum):
		return st.sampled_from(list(kind))
	parts = [part for part in get_args(kind) if part is not type(None)]
	if getattr(kind, "__origin__", None) is list:
		return st.lists(choose_values(parts[0]), min_size=1, max_size=2, unique=True)
	return choose_values(parts[0])


FIELDS = {
	name: choose_values(field.annotation) for name, field in SegmentCriteria.model_fields.items()
}


@st.composite
def draw_criteria(draw: Callable[..., Any], *names: str) -> SegmentCriteria:
	"""Draw criteria that ask these fields, or any."""
	chosen = names or draw(st.lists(st.sampled_from(list(FIELDS)), unique=True))
	return make_criteria({name: draw(FIELDS[name]) for name in chosen})


def make_criteria(values: dict[str, Any]) -> SegmentCriteria:
	try:
		criteria = SegmentCriteria.model_validate(values)
		read_segment(criteria, DAY)
	except (ValidationError, BadField):
		assume(False)
	return criteria


class TestDeclaredCriteria:
	def test_every_criterion_is_explained_by_a_column_or_by_its_value(self) -> None:
		copied = {one.fields[0] for one in CRITERIA if one.explanation == COPIED}
		assert copied == {"kind", "genders", "age_from", "income_from", "provinces", "cantons"}

	def test_members_come_with_what_of_them_met_the_criteria(self, people: Session) -> None:
		# Numbers of customers go on from test to test: nothing here depends on where they begin.
		asked = {
			"kind": "any", "tags": ["vip", "feria 2026"], "customs": ["tv:..2"],
			"has_warnings": ["yes"], "search": "persona", "may_phone": ["yes"],
			"categories": ["regular", "new", "loyal"], "contacted_from": "2020-01-01",
		}  # fmt: skip
		found = read_matched(people, asked)
		assert found
		for matched in found:
			assert {tag.lower() for tag in matched["tags"]} <= {"vip", "feria 2026"}
			assert matched["customs"]["tv"] <= 2
			assert matched["search"] == "persona"
			assert matched["may_phone"] is matched["has_warnings"] is True
			assert matched["categories"] in ("regular", "new", "loyal")
			assert matched["contacted_from"] >= "2020-01-01"

	def test_where_the_columns_say_all_nothing_is_added(self, people: Session) -> None:
		segment = read_segment(SegmentCriteria(age_from=20, genders=["F"]), DAY)
		assert explain(segment, ZONE) == ("NULL::jsonb", {})

	def test_a_day_is_that_of_the_company(self, people: Session) -> None:
		late = "timestamptz '2026-11-19 22:30-05'"  # the 20th by Greenwich
		people.execute(text(f"UPDATE customer SET last_contact_at = {late} WHERE id % 7 = 0"))
		people.execute(text("UPDATE customer SET last_contact_at = NULL WHERE id % 7 > 0"))
		for asked in ({"contacted_to": "2026-11-19"}, {"active": ["yes"]}):
			found = read_matched(people, {"kind": "any", **asked})
			(name,) = asked
			first = next(one.fields[0] for one in CRITERIA if name in one.fields)
			assert {one[first] for one in found} == {"2026-11-19"}
		assert read_matched(people, {"kind": "any", "contacted_from": "2026-11-20"}) == []

	def test_every_field_has_a_criterion(self) -> None:
		declared = [name for one in CRITERIA for name in one.fields]
		assert sorted(declared) == sorted(SegmentCriteria.model_fields.keys() - {"as_of"})

	@pytest.mark.covers("K14", "K15")
	@QUIET
	@given(criteria=draw_criteria())
	def test_cube_rows_and_stream_agree(self, people: Session, criteria: SegmentCriteria) -> None:
		assert_agree(people, criteria)

	@pytest.mark.parametrize("criterion", CRITERIA, ids=lambda one: one.words.label)
	def test_each_alone_agrees_and_leaves_some_out(
		self, people: Session, criterion: Criterion
	) -> None:
		everybody = count_rows(people, read_segment(SegmentCriteria(kind="any"), DAY))
		found: list[int] = []

		@QUIET
		@given(data=st.data())
		def ask(data: st.DataObject) -> None:
			criteria = data.draw(draw_criteria(*criterion.fields))
			if "kind" not in criterion.fields:
				criteria = criteria.model_copy(update={"kind": data.draw(FIELDS["kind"])})
			found.append(assert_agree(people, criteria))

		ask()
		assert min(found) < everybody
		assert max(found) > 0

	@pytest.mark.parametrize("criterion", LISTED, ids=lambda one: one.words.label)
	def test_a_list_holds_the_same(self, people: Session, criterion: Listed) -> None:
		reader = ListedConditionReader(people, zone=ZONE)
		lists = ListConditionBuilder(people, today=DAY, zone=ZONE)

		@settings(QUIET, max_examples=15)
		@given(criteria=draw_criteria(*criterion.fields))
		def ask(criteria: SegmentCriteria) -> None:
			wanted = criteria.model_copy(update={"kind": SegmentKind.ANY})
			segment = reader.complete(read_segment(wanted, DAY))
			assume(segment.listed is not None)
			query = select(func.count()).select_from(CustomerRow)
			listed = people.execute(query.where(lists.build(segment.listed))).scalar_one()
			assert count_rows(people, segment) == listed

		ask()


def assert_agree(session: Session, criteria: SegmentCriteria) -> int:
	"""Compare the ways to count; return how many the segment holds."""
	listed = ListedConditionReader(session, zone=ZONE)
	segment = listed.complete(read_segment(criteria, DAY))
	by_rows = sum_lines(SegmentRepository(session).count(segment), segment.as_of)
	assert count_stream(session, segment) == by_rows.total
	counter = SegmentCountReader(
		SegmentCubeReader(session), SegmentRepository(session), listed, today=DAY
	)
	assert counter.count(criteria) == by_rows
	return by_rows.total


def count_rows(session: Session, segment: Segment) -> int:
	return sum_lines(SegmentRepository(session).count(segment), segment.as_of).total


def count_stream(session: Session, segment: Segment) -> int:
	connection: Any = session.connection().connection.driver_connection
	return b"".join(check_stream(stream_members(connection, segment, 7, ZONE))).count(b"\n")


@pytest.fixture
def people(session: Session) -> Session:
	"""Customers who differ in every column that a criterion asks; some changes wait as deltas."""
	insert_people(session, PEOPLE)
	for criterion in CRITERIA:
		if isinstance(criterion, Choice):
			spread_values(session, criterion)
	for statement in FURTHER:
		session.execute(text(statement))
	CubeRepository(session).rebuild(make_reference_key(DAY))
	insert_people(session, PEOPLE // 3, prefix="U")
	session.execute(text("UPDATE customer SET archived_at = now() WHERE id % 17 = 0"))
	# Who plans without knowing how many there are looks each one up in turn.
	session.execute(text("ANALYZE customer, subscription, item, sale, sale_line, sold_item"))
	return session


def read_matched(session: Session, asked: dict[str, Any]) -> list[Any]:
	"""Return what met the criteria of each member."""
	listed = ListedConditionReader(session, zone=ZONE)
	segment = listed.complete(read_segment(SegmentCriteria.model_validate(asked), DAY))
	connection: Any = session.connection().connection.driver_connection
	stream = b"".join(check_stream(stream_members(connection, segment, 7, ZONE))).decode()
	return [json.loads(line.split("\t")[-1]) for line in stream.splitlines()]


def spread_values(session: Session, criterion: Choice) -> None:
	"""Spread the values of an enumeration over a column that is the same for all."""
	column, kind = criterion.column, SegmentCriteria.model_fields[criterion.fields[0]].annotation
	(codes,) = get_args(kind)
	known = session.execute(text(f"SELECT count(DISTINCT {column}) FROM customer")).scalar_one()
	if known <= 1:
		values = [one.value for one in codes]
		change = f"UPDATE customer SET {column} = (CAST(:v AS text[]))[id % :n + 1]"
		session.execute(text(change), {"v": values, "n": len(values)})
