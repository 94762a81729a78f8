"""Counts a segment from the cube: whole cells, waiting deltas, and the rows at the edges."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from customers.segments.domain.criteria import CountLine, Segment
from customers.segments.domain.income_steps import BAND_STEPS, IncomeRange, cut_range
from customers.segments.repositories.members import SUMMED, read_line
from customers.segments.repositories.segment_sql import build_parameters, join_conditions

# Beyond this the birthdays since the cells' day cost more than counting the rows.
LONGEST_SHIFT_DAYS = 31
TRIES = 5
REFERENCE = text("SELECT reference_key FROM segment_calendar")

# Parts of one sum, put together as one statement, hence one snapshot: a delta that is compacted
# meanwhile is counted once (ModeloDB_Customers, «El cubo de segmentos»; Tabla_Rendimiento, B2).
# A band that the bounds cut is summed by whichever is less: STEPS, those inside, or all of the band
# with those outside taken away, MISSING. A step's band is found by the steps that bands begin with.
BANDS = """
SELECT gender, province, age::integer, band::integer, n, email, phone
FROM segment_band WHERE band = ANY(%(bands)s) AND {cells}
"""
STEPS = """
SELECT gender, province, age::integer, width_bucket(step::integer, %(band_steps)s::integer[]),
	n, email, phone
FROM segment_step WHERE step = ANY(%(steps)s) AND {cells}
"""
MISSING = """
SELECT gender, province, age::integer, width_bucket(step::integer, %(band_steps)s::integer[]),
	-n, -email, -phone
FROM segment_step WHERE step = ANY(%(missing)s) AND {cells}
"""
COVERED = """
(income_band(monthly_income) = ANY(%(bands)s) AND income_step(monthly_income) <> ALL(%(missing)s)
	OR income_step(monthly_income) = ANY(%(steps)s))
"""
# Ages on the cells' day, not on the segment's: SHIFT reads customers as they are, and so moves both
# cells and deltas to the day asked for.
DELTAS = """
SELECT gender, coalesce(province, ''), coalesce((%(cells_key)s::integer - birth_key) / 10000, -1),
	income_band(monthly_income), n, email, phone
FROM segment_delta WHERE {covered} AND {deltas}
"""
# Rows of the incomes that a bound cuts out of a step: no cell is so fine. Blank and -1 stand for
# nothing, as in the cells, whose keys hold no nulls.
EDGES = """
SELECT gender, coalesce(province, ''), coalesce((%(reference)s::integer - birth_key) / 10000, -1),
	income_band(monthly_income), 1, may_email::integer, may_phone::integer
FROM customer WHERE archived_at IS NULL AND ({edges}) AND {rows}
"""
# Those whose birthday lies between the cells' day and the segment's: out of one age, into another.
SHIFT = """
SELECT gender, coalesce(province, ''), (%({key})s::integer - birth_key) / 10000,
	income_band(monthly_income), {sign}, {sign} * may_email::integer, {sign} * may_phone::integer
FROM customer WHERE archived_at IS NULL AND {window} AND {covered} AND {rows}
"""
NAMED = "SELECT * FROM ({source}) AS part (gender, province, age, band, n, email, phone)"
COUNT = """
SELECT lines.*, (SELECT reference_key FROM segment_calendar) FROM ({summed}) AS lines
"""


class SegmentCubeReader:
	"""Exact counts in a time that hardly grows with the customers."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def count(self, segment: Segment) -> list[CountLine] | None:
		"""Return the lines of a segment, or None where its day is too far from the cells'."""
		for _ in range(TRIES):
			cells_key = self.read_reference()
			window = build_window(cells_key, segment.reference_key)
			if window is None:
				return None
			query, parameters = _build_query(segment, cells_key, window)
			rows = self._session.connection().exec_driver_sql(query, parameters).all()
			if rows and rows[0][-1] == cells_key:  # else the day was turned in between
				return [read_line(tuple(row[:-1])) for row in rows]
		return None

	def read_reference(self) -> int:
		"""Return the day key on which the cells' ages hold."""
		return int(self._session.execute(REFERENCE).scalar_one())


def build_window(cells_key: int, reference_key: int) -> str | None:
	"""Return the condition on birthdays between two days; '' on the same day, None if far."""
	if cells_key == reference_key:
		return ""
	first, last = sorted((cells_key, reference_key))
	if _count_days(first, last) > LONGEST_SHIFT_DAYS:
		return None
	low, high = first % 10_000, last % 10_000
	both = f"(birth_key %% 10000) > {low}", f"(birth_key %% 10000) <= {high}"
	return f"({(' AND ' if low < high else ' OR ').join(both)})"


def _count_days(first: int, last: int) -> int:
	"""Return at least the days between two keys, months counted as 31 days."""
	years, months = last // 10_000 - first // 10_000, last // 100 % 100 - first // 100 % 100
	return (years * 12 + months) * 31 + last % 100 - first % 100


def _build_query(segment: Segment, cells_key: int, window: str) -> tuple[str, dict[str, Any]]:
	income = cut_range(segment.criteria.income_from, segment.criteria.income_to)
	asked = segment.conditions
	cells = join_conditions(one.cells for one in asked)
	deltas = join_conditions(one.cells if one.deltas is None else one.deltas for one in asked)
	parts = [BANDS.format(cells=cells), DELTAS.format(covered=COVERED, deltas=deltas)]
	if income.steps:
		parts.append(STEPS.format(cells=cells))
	if income.missing:
		parts.append(MISSING.format(cells=cells))
	if income.edges or window:
		rows = join_conditions(one.rows for one in asked)
	if income.edges:
		parts.append(EDGES.format(edges=_build_edges(income), rows=rows))
	if window:
		parts.append(_build_shift("reference", 1, window, rows))
		parts.append(_build_shift("cells_key", -1, window, deltas))
	source = NAMED.format(source=" UNION ALL ".join(parts))
	query = COUNT.format(summed=SUMMED.format(source=source))
	return query, _build_values(segment, income, cells_key)


def _build_shift(key: str, sign: int, window: str, rows: str) -> str:
	return SHIFT.format(key=key, sign=sign, window=window, covered=COVERED, rows=rows)


def _build_edges(income: IncomeRange) -> str:
	"""Return the condition of the incomes that no step separates; the numbers are ours."""
	ranges = [
		f"monthly_income >= {low}" + (f" AND monthly_income <= {high}" if high is not None else "")
		for low, high in income.edges
	]
	return " OR ".join(f"({one})" for one in ranges)


def _build_values(segment: Segment, income: IncomeRange, cells_key: int) -> dict[str, Any]:
	return {
		**build_parameters(segment),
		"bands": income.bands,
		"missing": income.missing,
		"steps": income.steps,
		"band_steps": BAND_STEPS,
		"cells_key": cells_key,
	}
