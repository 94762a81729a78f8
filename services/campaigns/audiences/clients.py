"""Asks the customers service: segments counted and streamed (K15)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from chasqui.contracts.customers.segments import MembersRequest, SegmentCount, SegmentCriteria
from chasqui.contracts.endpoints.customers.segments import (
	count_segment,
	stream_members,
	stream_numbers,
)
from chasqui.kernel.clients.rest import RestClient
from chasqui.kernel.data.copy_streams import check_stream


class CustomersClient:
	def __init__(self, client: RestClient) -> None:
		self._client = client

	def count_segment(self, criteria: SegmentCriteria) -> SegmentCount:
		return self._client.call(count_segment, body=criteria)

	def stream_members(
		self, audience_id: int, criteria: SegmentCriteria
	) -> AbstractContextManager[Iterator[bytes]]:
		"""Return the member stream as it comes, its trailer included."""
		request = MembersRequest(audience_id=audience_id, criteria=criteria)
		return self._client.open(stream_members, body=request)

	def list_numbers(self, criteria: SegmentCriteria) -> list[int]:
		"""Return who matches the criteria, by number.

		:raises Unavailable: the stream was cut
		"""
		with self._client.open(stream_numbers, body=criteria) as chunks:
			return [int(line) for line in b"".join(check_stream(chunks)).splitlines()]
