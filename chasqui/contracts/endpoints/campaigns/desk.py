"""Customers given to advisors, and what their calls add up to (K19, K26)."""

from uuid import UUID

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.assignments import (
	Assignment,
	AssignmentRequest,
	HandoverRequest,
	LeftCustomers,
	SplitRequest,
)
from chasqui.contracts.campaigns.audiences import MemberView
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	CallRecorded,
	CallStatistics,
	DeskLease,
	DeskRisk,
	DeskState,
	Dial,
	DialRequest,
	InformationRequest,
	LeaseRenewal,
	NextRequest,
	ReleaseRequest,
	RenewRequest,
	RiskRequest,
)
from chasqui.contracts.campaigns.dialler import DialAttempt
from chasqui.contracts.campaigns.information import SentInformation
from chasqui.contracts.campaigns.members import MemberQuery
from chasqui.contracts.endpoint import Once
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.wire import Page


@API.declare("GET", "/v1/campaigns/{campaign_id}/assignments", Permission.CAMPAIGNS_READ)
def list_assignments(*, campaign_id: int) -> Page[Assignment]: ...


@API.declare(
	"POST",
	"/v1/campaigns/{campaign_id}/assignments",
	Permission.CALLS_ASSIGN,
	status=201,
	once=Once.MAY,
)
def assign_customers(*, campaign_id: int, body: AssignmentRequest) -> Assignment: ...


@API.declare(
	"POST",
	"/v1/campaigns/{campaign_id}/assignments/split",
	Permission.CALLS_ASSIGN,
	status=201,
	once=Once.MAY,
)
def split_customers(*, campaign_id: int, body: SplitRequest) -> Page[Assignment]:
	"""Share customers out evenly; who gets nobody is not in the answer."""


@API.declare("POST", "/v1/assignments/{assignment_id}/withdrawal", Permission.CALLS_ASSIGN)
def withdraw_assignment(*, assignment_id: int) -> Assignment:
	"""Take back whom the advisor has not begun with; `assigned` is what is left."""


@API.declare(
	"POST",
	"/v1/campaigns/{campaign_id}/handovers",
	Permission.CALLS_HAND_OVER,
	status=201,
	once=Once.MAY,
)
def hand_over_customers(*, campaign_id: int, body: HandoverRequest) -> Assignment: ...


@API.declare("GET", "/v1/assignments/left", Permission.CALLS_HAND_OVER)
def list_left() -> Page[LeftCustomers]:
	"""Return whom advisors who have left were to call."""


@API.declare("GET", "/v1/campaigns/{campaign_id}/calls/statistics", Permission.CAMPAIGNS_READ)
def count_calls(*, campaign_id: int) -> CallStatistics: ...


@API.declare("GET", "/v1/desk", Permission.CALLS_MAKE)
def show_desk() -> DeskState: ...


@API.declare("GET", "/v1/desk/leases/{lease_token}", Permission.CALLS_MAKE)
def show_lease(*, lease_token: UUID) -> DeskLease:
	"""Return the customer that the advisor holds with a token, without the rest of the desk."""


@API.declare("POST", "/v1/desk/next", Permission.CALLS_MAKE)
def take_next(*, body: NextRequest) -> DeskLease: ...


@API.declare("POST", "/v1/desk/risk", Permission.CALLS_MAKE)
def check_risk(*, body: RiskRequest) -> DeskRisk: ...


@API.declare("POST", "/v1/desk/dial", Permission.CALLS_MAKE)
def dial(*, body: DialRequest) -> Dial:
	"""Look once more whether the held customer may be called; a refusal says exactly why not. Where
	there is a dialler it is asked for the call, once.
	"""


@API.declare("GET", "/v1/desk/dials/{attempt_id}", Permission.CALLS_MAKE)
def show_dial(*, attempt_id: UUID) -> DialAttempt:
	"""Return a call asked of the dialler, with what it reported."""


@API.declare("POST", "/v1/desk/information", Permission.CALLS_MAKE)
def send_information(*, body: InformationRequest) -> SentInformation:
	"""Have the campaign's information mailed to the held customer; again says when it went."""


@API.declare("POST", "/v1/desk/result", Permission.CALLS_MAKE)
def record_result(*, body: CallRecord) -> CallRecorded: ...


@API.declare("POST", "/v1/desk/renew", Permission.CALLS_MAKE)
def renew_lease(*, body: RenewRequest) -> LeaseRenewal: ...


@API.declare("POST", "/v1/desk/release", Permission.CALLS_MAKE)
def release_customer(*, body: ReleaseRequest) -> None: ...


@API.declare("GET", "/v1/campaigns/{campaign_id}/members", Permission.AUDIENCES_READ)
def list_members(*, campaign_id: int, query: MemberQuery) -> Page[MemberView]: ...
