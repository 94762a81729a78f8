"""Answers who a segment's members are, as a stream (K15)."""

from collections.abc import Callable, Iterator
from datetime import date
from itertools import chain
from typing import Any

import psycopg

from chasqui.contracts.customers.segments import MembersRequest, SegmentCriteria
from chasqui.kernel.data.database import Database
from customers.segments.repositories.members import stream_members, stream_numbers
from customers.segments.use_cases.counter import check_criteria

Reading = Callable[[psycopg.Connection[Any]], Iterator[bytes]]


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
		return self._begin(
			lambda connection: stream_members(connection, segment, asked.audience_id)
		)

	def open_numbers(self, criteria: SegmentCriteria) -> Iterator[bytes]:
		"""Return the numbers of the members alone; see `open_stream`."""
		segment = check_criteria(criteria, self._today)
		return self._begin(lambda connection: stream_numbers(connection, segment))

	def _begin(self, read: Reading) -> Iterator[bytes]:
		chunks = self._read_chunks(read)
		return chain([next(chunks)], chunks)

	def _read_chunks(self, read: Reading) -> Iterator[bytes]:
		with self._database.open_raw() as connection:
			yield from read(connection)
