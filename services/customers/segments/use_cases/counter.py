"""Answers whom a segment holds: how many (K14)."""

from datetime import date

from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from customers.people.use_cases.refusals import refuse_filters
from customers.segments.domain.criteria import Segment, find_field, read_segment, sum_lines
from customers.segments.repositories.listed_conditions import ListedConditionReader
from customers.segments.repositories.members import SegmentRepository
from customers.segments.repositories.segment_cube_reader import SegmentCubeReader


class SegmentCountReader:
	"""Counts exactly: from the cube where it knows all that is asked, else row by row."""

	def __init__(
		self,
		cube: SegmentCubeReader,
		rows: SegmentRepository,
		listed: ListedConditionReader,
		*,
		today: date,
	) -> None:
		self._cube = cube
		self._rows = rows
		self._listed = listed
		self._today = today

	def count(self, criteria: SegmentCriteria) -> SegmentCount:
		"""Return the count.

		:raises Invalid: the criteria name what does not exist, or contradict themselves
		"""
		segment = check_criteria(criteria, self._today, self._listed)
		lines = self._cube.count(segment) if segment.fits_cube else None
		return sum_lines(self._rows.count(segment) if lines is None else lines, segment.as_of)


def check_criteria(
	criteria: SegmentCriteria, today: date, listed: ListedConditionReader
) -> Segment:
	"""Return what the criteria ask.

	:raises Invalid: they name what does not exist, or contradict themselves
	"""
	with refuse_filters(find_field):
		return listed.complete(read_segment(criteria, today))
