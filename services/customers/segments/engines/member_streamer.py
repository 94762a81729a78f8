"""Answers who a segment's members are, as a stream (K15)."""

from collections.abc import Iterator
from datetime import date
from itertools import chain

from chasqui.contracts.customers.segments import MembersRequest
from chasqui.kernel.data.database import Database
from customers.segments.domain.criteria import Segment
from customers.segments.repositories.members import stream_members
from customers.segments.use_cases.counter import check_criteria


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
