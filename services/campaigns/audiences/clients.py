"""Asks the customers service: segments counted and streamed (K15)."""

from collections.abc import Iterator
from contextlib import AbstractContextManager

from chasqui.contracts.customers import (
	PATH_SEGMENT_COUNT,
	PATH_SEGMENT_MEMBERS,
	MembersRequest,
	SegmentCount,
	SegmentCriteria,
)
from chasqui.kernel.clients.rest import RestClient


class CustomersClient:
	def __init__(self, client: RestClient) -> None:
		self._client = client

	def count_segment(self, criteria: SegmentCriteria) -> SegmentCount:
		return self._client.post(PATH_SEGMENT_COUNT, SegmentCount, body=criteria)

	def stream_members(
		self, audience_id: int, criteria: SegmentCriteria
	) -> AbstractContextManager[Iterator[bytes]]:
		"""Return the member stream as it comes, its trailer included."""
		request = MembersRequest(audience_id=audience_id, criteria=criteria)
		return self._client.stream("POST", PATH_SEGMENT_MEMBERS, body=request)
