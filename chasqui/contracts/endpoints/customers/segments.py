"""The query service that answers segments (K15)."""

from chasqui.contracts.access import Permission, Scope
from chasqui.contracts.customers.segments import (
	PATH_SEGMENT_COUNT,
	PATH_SEGMENT_MEMBERS,
	PATH_SEGMENT_NUMBERS,
	MembersRequest,
	SegmentCount,
	SegmentCriteria,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.customers import API


@API.declare("POST", PATH_SEGMENT_COUNT, Permission.SEGMENTS_COUNT, scopes=[Scope.SEGMENTS_COUNT])
def count_segment(*, body: SegmentCriteria) -> SegmentCount: ...


@API.declare("POST", PATH_SEGMENT_MEMBERS, scopes=[Scope.SEGMENTS_STREAM])
def stream_members(*, body: MembersRequest) -> Stream: ...


@API.declare("POST", PATH_SEGMENT_NUMBERS, scopes=[Scope.SEGMENTS_STREAM])
def stream_numbers(*, body: SegmentCriteria) -> Stream:
	"""Stream the numbers of the members alone, a line each, and the trailer: nothing personal."""
