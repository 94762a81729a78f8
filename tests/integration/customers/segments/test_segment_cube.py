"""The cube's counts are those of the rows, at every moment."""

import random
from datetime import date, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from chasqui.contracts.customers.segments import SegmentCriteria
from customers.people.domain.calendar import make_reference_key
from customers.segments.domain.criteria import read_segment, sum_lines
from customers.segments.repositories.cube_repository import CubeRepository
from customers.segments.repositories.members import SegmentRepository
from customers.segments.repositories.segment_cube_reader import SegmentCubeReader
from tests.integration.customers.person_world import insert_people

DAY = date(2026, 11, 20)


def make_criteria(seed: int) -> SegmentCriteria:
	choose = random.Random(seed)
	incomes = sorted(
		choose.choices(
			["0", "50", "482", "481.99", "800", "817.33", "2500", "2400", "2410", "6000"], k=2
		)
	)
	ages = sorted(choose.sample(range(100), 2))
	values: dict[str, object] = {"kind": choose.choice(["person", "any"])}
	if choose.random() < 0.7:
		values |= {"age_from": ages[0], "age_to": ages[1]}
	if choose.random() < 0.7:
		low, high = sorted(map(Decimal, incomes))
		values |= {"income_from": low, "income_to": high}
	if choose.random() < 0.5:
		values["genders"] = choose.sample(["F", "M", "X", "unknown"], 2)
	if choose.random() < 0.5:
		values["provinces"] = choose.sample(["EC-P", "EC-G", "EC-A"], 2)
	return SegmentCriteria.model_validate(values)


def assert_exact(session: Session, day: date, seeds: range) -> None:
	for seed in seeds:
		segment = read_segment(make_criteria(seed), day)
		lines = SegmentCubeReader(session).count(segment)
		assert lines is not None
		by_rows = SegmentRepository(session).count(segment)
		assert sum_lines(lines, day) == sum_lines(by_rows, day), segment


class TestSegmentCube:
	@pytest.mark.covers("K14", "K15")
	def test_it_counts_what_the_rows_count_with_deltas_waiting(self, session: Session) -> None:
		CubeRepository(session).rebuild(make_reference_key(DAY))
		insert_people(session, 3000)
		assert_exact(session, DAY, range(25))

	def test_it_counts_the_same_after_folding(self, session: Session) -> None:
		CubeRepository(session).rebuild(make_reference_key(DAY))
		insert_people(session, 3000)
		assert CubeRepository(session).apply_changes(make_reference_key(DAY))
		assert session.execute(text("SELECT count(*) FROM segment_delta")).scalar_one() == 0
		assert_exact(session, DAY, range(25))

	def test_changes_archivings_and_deletions_move_the_counts(self, session: Session) -> None:
		insert_people(session, 2000)
		CubeRepository(session).rebuild(make_reference_key(DAY))
		insert_people(session, 1000, prefix="U")
		for change in (
			"UPDATE customer SET monthly_income = 900, province = 'EC-M' WHERE id % 5 = 0",
			"UPDATE customer SET archived_at = now() WHERE id % 7 = 0",
			"UPDATE customer SET consent_email = NOT consent_email WHERE id % 3 = 0",
			"DELETE FROM customer WHERE id % 11 = 0",
		):
			session.execute(text(change))
			assert_exact(session, DAY, range(8))
		CubeRepository(session).apply_changes(make_reference_key(DAY))
		assert_exact(session, DAY, range(8))

	@pytest.mark.parametrize("days", [-20, -1, 1, 3, 30])
	def test_another_day_than_the_cells_counts_exactly(self, session: Session, days: int) -> None:
		CubeRepository(session).rebuild(make_reference_key(DAY))
		insert_people(session, 3000)
		assert_exact(session, DAY + timedelta(days=days), range(12))

	@pytest.mark.parametrize("end", [date(2026, 11, 21), date(2027, 1, 3), date(2027, 3, 1)])
	def test_turning_the_day_keeps_the_counts(self, session: Session, end: date) -> None:
		insert_people(session, 2000)
		CubeRepository(session).rebuild(make_reference_key(end - timedelta(days=9)))
		insert_people(session, 1000, prefix="U")
		CubeRepository(session).apply_changes(make_reference_key(end))
		assert SegmentCubeReader(session).read_reference() == make_reference_key(end)
		assert_exact(session, end, range(12))

	def test_a_day_far_away_is_left_to_the_rows(self, session: Session) -> None:
		CubeRepository(session).rebuild(make_reference_key(DAY))
		segment = read_segment(SegmentCriteria(), DAY + timedelta(days=200))
		assert SegmentCubeReader(session).count(segment) is None
