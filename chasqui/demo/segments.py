"""Segments under a name: one by criteria, one of customers who were picked."""

from dataclasses import dataclass

from chasqui.contracts.customers.lists import CustomerFilters
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.saved_segments import NewSegment, SavedSegment, SegmentQuery
from chasqui.contracts.customers.segments import SegmentCriteria, YesNo
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import saved_segments as segments_api
from chasqui.demo.suite_client import Person

PICKED = CustomerFilters(gender=[Gender.FEMALE], province=["EC-P"], age_from=30, age_to=31)
MAILABLE = NewSegment(
	name="Se les puede escribir",
	description="Personas con correo y permiso",
	is_shared=True,
	criteria=SegmentCriteria(may_email=[YesNo.YES]),
)
NAME = "Invitadas a la feria de Quito"


@dataclass(frozen=True)
class SegmentSummary:
	"""Customers of the picked segment, and of the list that they were picked from."""

	picked: int
	listed: int


def fill_segments(head: Person) -> SegmentSummary:
	"""Save the sample's segments once, and return what is in the picked one."""
	client = head.customers
	known = {one.name: one for one in list_segments(head)}
	if MAILABLE.name not in known:
		client.call(segments_api.save_segment, body=MAILABLE)
	if NAME in known:  # run again: those who were picked are still the same
		kept = client.call(segments_api.count_saved_segment, segment_id=known[NAME].id)
		return SegmentSummary(picked=kept.customers, listed=known[NAME].customers)
	total = client.call(lists_api.find_facets, query=PICKED).total
	body = NewSegment(name=NAME, filters=PICKED, expected=total)
	picked = client.call(segments_api.save_segment, body=body).customers if total else 0
	return SegmentSummary(picked=picked, listed=total)


def list_segments(head: Person) -> list[SavedSegment]:
	"""Return the first page of segments."""
	return head.customers.call(segments_api.list_segments, query=SegmentQuery(limit=200)).items
