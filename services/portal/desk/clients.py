"""The advisor's desk."""

from chasqui.contracts.desk import (
	CallRecord,
	CallRecorded,
	DeskLease,
	DeskState,
	LeaseRenewal,
	NextRequest,
	ReleaseRequest,
	RenewRequest,
	RiskRequest,
)
from chasqui.contracts.risk import RiskAnswer
from chasqui.kernel.errors import NotFound
from portal.siblings import Siblings

PATH = "/v1/desk"
NOTHING_TO_CALL = "nothing_to_call"


class DeskClient:
	"""Asks the campaigns service for the advisor who signed in."""

	def __init__(self, siblings: Siblings) -> None:
		self._rest = siblings.campaigns

	def fetch_state(self) -> DeskState:
		"""Return the advisor's day and the open lease, if any."""
		return self._rest.get(PATH, DeskState)

	def take_next(self, campaign_id: int | None = None) -> DeskLease | None:
		"""Lease the next customer; None when nobody is left to call."""
		try:
			body = NextRequest(campaign_id=campaign_id)
			return self._rest.post(f"{PATH}/next", DeskLease, body=body)
		except NotFound as error:
			if error.code == NOTHING_TO_CALL:
				return None
			raise

	def ask_risk(self, request: RiskRequest) -> RiskAnswer:
		"""Return the risk of the leased customer; its status tells if it is not available."""
		return self._rest.post(f"{PATH}/risk", RiskAnswer, body=request)

	def record_result(self, record: CallRecord) -> CallRecorded:
		"""Record the result of the leased call."""
		return self._rest.post(f"{PATH}/result", CallRecorded, body=record)

	def renew(self, request: RenewRequest) -> LeaseRenewal:
		"""Keep the leased customer for longer; Conflict if it is lost."""
		return self._rest.post(f"{PATH}/renew", LeaseRenewal, body=request)

	def release(self, request: ReleaseRequest) -> None:
		"""Give the leased customer back without a result."""
		content = request.model_dump_json().encode()
		self._rest.request("POST", f"{PATH}/release", content=content)
