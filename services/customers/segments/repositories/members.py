"""Counts and streams the members of a segment straight from the customers."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.orm import Session

from chasqui.kernel.data.copy_streams import stream_copy
from customers.segments.domain.criteria import CountLine, Segment
from customers.segments.repositories.explanations import explain
from customers.segments.repositories.segment_sql import (
	build_conditions,
	build_parameters,
	join_conditions,
)

# GROUPING's bits, from left to right: gender, province, age, band; 1 = not in this line.
AXES = {0b1111: "total", 0b0111: "gender", 0b1011: "province", 0b1101: "age", 0b1110: "band"}
# The total and all breakdowns in one reading of the source (PostgreSQL manual, 7.2.4, «GROUPING
# SETS»), which is rows here and the cube's cells in `segment_cube_reader`.
SUMMED = """
SELECT grouping(gender, province, age, band), gender, province, age, band,
	sum(n)::bigint, sum(email)::bigint, sum(phone)::bigint
FROM ({source}) AS counted
GROUP BY GROUPING SETS ((), (gender), (province), (age), (band))
"""
# What the cube does not know is counted row by row. The age is a subtraction of two keys, right on
# the 29th of February too (ModeloDB_Customers, «Edades»).
ROWS = """
SELECT gender, province, (%(reference)s::integer - birth_key) / 10000 AS age,
	income_band(monthly_income) AS band, 1 AS n, may_email::integer AS email,
	may_phone::integer AS phone
FROM customer WHERE {conditions}
"""
# The order of MEMBER_COLUMNS (chasqui.contracts.customers), after the audience.
MEMBERS = """
SELECT %(audience_id)s::bigint, id, kind, id_type, id_number, name, given_names,
	gender, (%(reference)s::integer - birth_key) / 10000, monthly_income, province, canton, email,
	phone, may_email, may_phone, synthetic, language, {explanation}
FROM customer WHERE {conditions}
"""
NUMBERS = "SELECT id FROM customer WHERE {conditions}"


class SegmentRepository:
	"""Reads customers of a segment row by row; exact for every criterion."""

	def __init__(self, session: Session) -> None:
		self._session = session

	def count(self, segment: Segment) -> list[CountLine]:
		"""Return the total and the breakdowns of a segment."""
		conditions = join_conditions(build_conditions(segment))
		query = SUMMED.format(source=ROWS.format(conditions=conditions))
		connection = self._session.connection()
		result = connection.exec_driver_sql(query, build_parameters(segment))
		return [read_line(tuple(row)) for row in result]


def stream_members(
	connection: psycopg.Connection[Any], segment: Segment, audience_id: int, zone: str
) -> Iterator[bytes]:
	"""Yield the members as COPY text with its trailer: one statement, one snapshot."""
	explanation, values = explain(segment, zone)
	more = {**values, "audience_id": audience_id}
	return _stream(connection, MEMBERS, segment, explanation=explanation, more=more)


def stream_numbers(connection: psycopg.Connection[Any], segment: Segment) -> Iterator[bytes]:
	"""Yield the numbers of the members alone, as COPY text with its trailer."""
	return _stream(connection, NUMBERS, segment)


def _stream(
	connection: psycopg.Connection[Any],
	query: str,
	segment: Segment,
	*,
	explanation: str = "",
	more: Mapping[str, Any] = MappingProxyType({}),
) -> Iterator[bytes]:
	conditions = join_conditions(build_conditions(segment))
	statement = sql.SQL(query.format(conditions=conditions, explanation=explanation))
	return stream_copy(connection, statement, {**build_parameters(segment), **more})


def read_line(row: tuple[Any, ...]) -> CountLine:
	"""Return one row of `SUMMED` with the axis that it belongs to."""
	grouping, gender, province, age, band, n, email, phone = row
	axis = AXES[grouping]
	values = {"total": None, "gender": gender, "province": province, "age": age, "band": band}
	return CountLine(axis, values[axis], n or 0, email or 0, phone or 0)
