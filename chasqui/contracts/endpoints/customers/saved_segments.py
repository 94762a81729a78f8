"""Saved segments: kept, counted, changed, deleted."""

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.saved_segments import (
	PATH_SAVED,
	NewSegment,
	SavedSegment,
	SegmentQuery,
	SegmentUpdate,
)
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.customers import API
from chasqui.contracts.wire import Page

ONE = f"{PATH_SAVED}/{{segment_id}}"


@API.declare("GET", PATH_SAVED, Permission.SEGMENTS_COUNT)
def list_segments(*, query: SegmentQuery) -> Page[SavedSegment]: ...


@API.declare("POST", PATH_SAVED, Permission.SEGMENTS_COUNT, status=201, once=Once.MAY)
def save_segment(*, body: NewSegment) -> SavedSegment: ...


@API.declare("GET", ONE, Permission.SEGMENTS_COUNT)
def show_segment(*, segment_id: int) -> SavedSegment: ...


@API.declare("PUT", ONE, Permission.SEGMENTS_COUNT)
def change_segment(*, segment_id: int, body: SegmentUpdate) -> SavedSegment: ...


@API.declare("POST", f"{ONE}/count", Permission.SEGMENTS_COUNT)
def count_saved_segment(*, segment_id: int) -> SavedSegment:
	"""Count it anew."""


@API.declare("DELETE", ONE, Permission.SEGMENTS_COUNT)
def delete_segment(*, segment_id: int) -> None: ...
