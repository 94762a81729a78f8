"""Returns what has been done with one customer: calls, campaigns, looks at the risk (R9)."""

from sqlalchemy import Row

from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.use_cases.desk_view import describe_past_call
from campaigns.privacy.repositories.people import PeopleRepository, PlaceRow
from campaigns.risk.models.risk_check import RiskCheckRow
from chasqui.contracts.activity import (
	MOST_LISTED,
	CampaignPlace,
	CustomerActivity,
	ObjectionView,
	RiskLook,
)
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.risk import RiskLevel, RiskStatus


class ActivityReader:
	def __init__(self, people: PeopleRepository, merges: MergeRepository) -> None:
		self._people = people
		self._merges = merges

	def read(self, customer_id: int, *, sees_scores: bool) -> CustomerActivity:
		"""Return the newest of each kind; a customer that nobody knows here has none."""
		person = self._merges.list_person(customer_id)
		calls = self._people.list_calls(person)
		places = self._people.list_places(person)
		looks = self._people.list_risk_looks(person)
		objections = self._people.list_objections(person)
		return CustomerActivity(
			customer_id=customer_id,
			calls=[describe_past_call(row) for row in calls[:MOST_LISTED]],
			places=[_view_place(row) for row in places[:MOST_LISTED]],
			risk_looks=[_view_look(row, sees_scores=sees_scores) for row in looks[:MOST_LISTED]],
			objections=[ObjectionView.model_validate(row) for row in objections],
			is_cut=max(map(len, (calls, places, looks))) > MOST_LISTED,
		)


def _view_place(row: PlaceRow) -> CampaignPlace:
	member, campaign, task = row
	return CampaignPlace(
		campaign_id=campaign.id,
		campaign_name=campaign.name,
		phase=Phase(campaign.phase),
		may_email=member.may_email,
		may_phone=member.may_phone,
		attempts=task.attempts if task else 0,
		last_result=task.last_result if task else None,
		income=member.income,
		matched=member.matched or {},
	)


def _view_look(row: Row[RiskCheckRow, str], *, sees_scores: bool) -> RiskLook:
	check, staff_name = row
	return RiskLook(
		staff_name=staff_name,
		status=RiskStatus(check.status),
		level=RiskLevel(check.level),
		score=check.score if sees_scores else None,
		as_of=check.as_of,
		source=check.source,
		looked_at=check.looked_at,
	)
