"""Answers who a segment's members are, as a stream (K15)."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import psycopg

from chasqui.contracts.customers.segments import MembersRequest, SegmentCriteria
from chasqui.kernel.data.database import Database
from customers.segments.domain.criteria import Segment
from customers.segments.repositories.listed_conditions import ListedConditionReader
from customers.segments.repositories.members import stream_members, stream_numbers
from customers.segments.use_cases.counter import check_criteria

Reading = Callable[[psycopg.Connection[Any]], Iterator[bytes]]


class MemberStreamer:
	"""Streams the members of a segment; no row passes through an object."""

	def __init__(self, database: Database, *, today: date, zone: str) -> None:
		self._database = database
		self._today = today
		self._zone = zone

	def open_stream(self, asked: MembersRequest) -> Iterator[bytes]:
		"""Return COPY text with its trailer; what fails at once fails before the first byte.

		:raises Invalid: the criteria name what does not exist, or contradict themselves
		"""
		segment = self._read(asked.criteria)
		return self._begin(
			lambda connection: stream_members(connection, segment, asked.audience_id, self._zone)
		)

	def open_numbers(self, criteria: SegmentCriteria) -> Iterator[bytes]:
		"""Return the numbers of the members alone; see `open_stream`."""
		segment = self._read(criteria)
		return self._begin(lambda connection: stream_numbers(connection, segment))

	def _read(self, criteria: SegmentCriteria) -> Segment:
		with self._database.open_session() as session:
			listed = ListedConditionReader(session, zone=self._zone)
			return check_criteria(criteria, self._today, listed)

	def _begin(self, read: Reading) -> Iterator[bytes]:
		chunks = self._read_chunks(read)
		return chain([next(chunks)], chunks)

	def _read_chunks(self, read: Reading) -> Iterator[bytes]:
		with self._database.open_raw() as connection:
			yield from read(connection)
