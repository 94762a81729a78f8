"""Answers who is in several campaigns, in which, and what came of calling for each (K20)."""

from collections import defaultdict
from collections.abc import Sequence

from campaigns.overlaps.repositories.counted import CountedCampaignReader
from campaigns.overlaps.repositories.repeated import PlaceRow, RepeatedReader
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.overlaps import RepeatedCustomer, RepeatPlace, RepeatQuery
from chasqui.contracts.masking import mask_identity
from chasqui.contracts.wire import Page


class RepeatedCustomerReader:
	def __init__(self, counted: CountedCampaignReader, repeated: RepeatedReader) -> None:
		self._counted = counted
		self._repeated = repeated

	def list_page(self, query: RepeatQuery) -> Page[RepeatedCustomer]:
		"""Return a page of persons with all campaigns that hold them, by number."""
		audiences = self._counted.list_audiences()
		persons, cursor = self._repeated.list_persons(query, audiences)
		records = self._repeated.list_records(persons)
		places = defaultdict[int, list[PlaceRow]](list)
		for row in self._repeated.list_places(list(records), list(audiences.values())):
			places[records[row[0]]].append(row)
		customers = [
			describe_person(one, [key for key, person in records.items() if person == one], found)
			for one in persons
			if (found := places[one])
		]
		return Page(items=customers, next_cursor=cursor)


def describe_person(
	person_id: int, records: Sequence[int], rows: Sequence[PlaceRow]
) -> RepeatedCustomer:
	"""Return a person as who stands for it, or as the newest audience has one of its records."""
	members = [row[1] for row in rows]
	member = next((one for one in members if one.customer_id == person_id), members[0])
	by_campaign = defaultdict[int, list[PlaceRow]](list)
	for row in rows:
		by_campaign[row[2].id].append(row)
	return RepeatedCustomer(
		customer_id=person_id,
		records=sorted(records),
		name=member.name or "(datos eliminados)",
		masked_id=mask_identity(member.id_number),
		province=member.province,
		canton=member.canton,
		places=[describe_place(found) for found in by_campaign.values()],
	)


def describe_place(rows: Sequence[PlaceRow]) -> RepeatPlace:
	"""Return one campaign of a person, whose records may be several members of its audience."""
	campaign, members = rows[0][2], [row[1] for row in rows]
	tasks = [task for row in rows if (task := row[3]) is not None]
	return RepeatPlace(
		campaign_id=campaign.id,
		campaign_name=campaign.name,
		phase=Phase(campaign.phase),
		may_email=any(one.may_email and one.email is not None for one in members),
		may_phone=any(one.may_phone and one.phone is not None for one in members),
		attempts=sum(one.attempts for one in tasks),
		last_result=next((one.last_result for one in tasks if one.last_result), None),
	)
