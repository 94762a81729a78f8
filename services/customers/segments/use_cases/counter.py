"""Answers whom a segment holds: how many, and who (K14, K15)."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from chasqui.contracts.customers import MembersRequest, SegmentCount, SegmentCriteria
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import FieldError, Invalid
from customers.people.domain.problems import BadField
from customers.segments.domain.criteria import Segment, read_segment, sum_lines
from customers.segments.repositories.members import SegmentRepository, stream_members
from customers.segments.repositories.segment_cube import SegmentCube


class SegmentCounter:
	"""Counts exactly: from the cube where it knows all that is asked, else row by row."""

	def __init__(self, cube: SegmentCube, rows: SegmentRepository, *, today: date) -> None:
		self._cube = cube
		self._rows = rows
		self._today = today

	def count(self, criteria: SegmentCriteria) -> SegmentCount:
		"""Return the count.

		:raises Invalid: the criteria name a place that does not exist, or contradict themselves
		"""
		segment = check_criteria(criteria, self._today)
		lines = self._cube.count(segment) if segment.fits_cube else None
		return sum_lines(self._rows.count(segment) if lines is None else lines, segment.as_of)


class MemberStreamer:
	"""Streams the members of a segment; no row passes through an object."""

	def __init__(self, database: Database, *, today: date) -> None:
		self._database = database
		self._today = today

	def open_stream(self, asked: MembersRequest) -> Iterator[bytes]:
		"""Return COPY text with its trailer; what fails at once fails before the first byte.

		:raises Invalid: the criteria name a place that does not exist, or contradict themselves
		"""
		segment = check_criteria(asked.criteria, self._today)
		chunks = self._read_chunks(segment, asked.audience_id)
		return chain([next(chunks)], chunks)

	def _read_chunks(self, segment: Segment, audience_id: int) -> Iterator[bytes]:
		with self._database.open_raw() as connection:
			yield from stream_members(connection, segment, audience_id)


def check_criteria(criteria: SegmentCriteria, today: date) -> Segment:
	""":raises Invalid: the criteria name a place that does not exist, or contradict themselves"""
	try:
		return read_segment(criteria, today)
	except BadField as bad:
		field = FieldError(bad.field, bad.message, bad.code)
		raise Invalid(bad.message, code=bad.code, fields=[field]) from bad
