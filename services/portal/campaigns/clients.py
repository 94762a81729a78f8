"""Campaigns, their phases, audiences, assignments and statistics."""

from chasqui.contracts.campaigns import (
	Assignment,
	AssignmentRequest,
	Audience,
	Campaign,
	CampaignFields,
	CampaignQuery,
	CampaignUpdate,
	HandoverRequest,
	MemberQuery,
	MemberView,
	PhaseChange,
	PhaseCounts,
	PhaseMove,
)
from chasqui.contracts.customers import SegmentCount, SegmentCriteria
from chasqui.contracts.desk import CallStatistics
from chasqui.contracts.wire import Page
from portal.siblings import IDEMPOTENCY_HEADER, Siblings

PATH = "/v1/campaigns"


class CampaignsClient:
	"""Asks the campaigns service on behalf of the person who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.campaigns

	def list_campaigns(self, query: CampaignQuery) -> Page[Campaign]:
		"""Return a page of campaigns."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(PATH, Page[Campaign], params=params)

	def count_phases(self) -> PhaseCounts:
		"""Return how many campaigns stand in each phase."""
		return self._rest.get(f"{PATH}/phase-counts", PhaseCounts)

	def fetch_campaign(self, campaign_id: int) -> Campaign:
		"""Return one campaign; NotFound if there is none."""
		return self._rest.get(f"{PATH}/{campaign_id}", Campaign)

	def create_campaign(self, fields: CampaignFields, nonce: str) -> Campaign:
		"""Create a campaign, once per `nonce`."""
		return self._rest.post(PATH, Campaign, body=fields, headers={IDEMPOTENCY_HEADER: nonce})

	def update_campaign(self, campaign_id: int, update: CampaignUpdate) -> Campaign:
		"""Change a campaign; Conflict if somebody else did since it was read."""
		content = update.model_dump_json().encode()
		return self._rest.send("PUT", f"{PATH}/{campaign_id}", Campaign, content=content)

	def move_phase(self, campaign_id: int, move: PhaseMove) -> Campaign:
		"""Move a campaign; Conflict if the move is not allowed or somebody was quicker."""
		return self._rest.post(f"{PATH}/{campaign_id}/phase", Campaign, body=move)

	def list_phase_changes(self, campaign_id: int) -> Page[PhaseChange]:
		"""Return the history of phases, as the service orders it."""
		return self._rest.get(f"{PATH}/{campaign_id}/phases", Page[PhaseChange])

	def build_audience(self, campaign_id: int) -> Audience:
		"""Ask for the audience to be built, or built anew."""
		return self._rest.post(f"{PATH}/{campaign_id}/audience", Audience)

	def fetch_audience(self, campaign_id: int) -> Audience:
		"""Return the audience as it stands; NotFound before the first build."""
		return self._rest.get(f"{PATH}/{campaign_id}/audience", Audience)

	def list_members(self, campaign_id: int, query: MemberQuery) -> Page[MemberView]:
		"""Return a page of the audience's members."""
		params = query.model_dump(mode="json", exclude_none=True)
		return self._rest.get(f"{PATH}/{campaign_id}/members", Page[MemberView], params=params)

	def count_segment(self, criteria: SegmentCriteria) -> SegmentCount:
		"""Return how many customers the criteria hold; Invalid names the wrong criterion."""
		return self._rest.post("/v1/segments/count", SegmentCount, body=criteria)

	def assign(self, campaign_id: int, request: AssignmentRequest, nonce: str) -> Assignment:
		"""Give customers to an advisor, once per `nonce`."""
		path = f"{PATH}/{campaign_id}/assignments"
		return self._rest.post(path, Assignment, body=request, headers={IDEMPOTENCY_HEADER: nonce})

	def hand_over(self, campaign_id: int, request: HandoverRequest, nonce: str) -> Assignment:
		"""Give what an advisor has yet to call to another, once per `nonce`."""
		path = f"{PATH}/{campaign_id}/handovers"
		return self._rest.post(path, Assignment, body=request, headers={IDEMPOTENCY_HEADER: nonce})

	def list_assignments(self, campaign_id: int) -> Page[Assignment]:
		"""Return who was given how many."""
		return self._rest.get(f"{PATH}/{campaign_id}/assignments", Page[Assignment])

	def fetch_call_statistics(self, campaign_id: int) -> CallStatistics:
		"""Return the results of the campaign's calls."""
		return self._rest.get(f"{PATH}/{campaign_id}/calls/statistics", CallStatistics)
