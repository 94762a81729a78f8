"""The advisor's desk: next customer, risk, result (K27, K29)."""

from flask import Blueprint, Response

from campaigns.accounts.api.actors import read_staff_id
from campaigns.desk.wiring import DeskParts
from chasqui.contracts.access import Permission
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
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_session
from chasqui.kernel.web.problems import render_problem


def build_blueprint(wiring: DeskParts) -> Blueprint:
	blueprint = Blueprint("desk", __name__)

	@blueprint.get("/v1/desk")
	@grant(Permission.CALLS_MAKE)
	def show_desk() -> DeskState:
		return wiring.make_call_desk(read_session()).show(read_staff_id())

	@blueprint.post("/v1/desk/next")
	@grant(Permission.CALLS_MAKE)
	def take_next() -> DeskLease:
		request = read_body(NextRequest)
		desk = wiring.make_call_desk(read_session())
		return desk.take_next(read_staff_id(), request.campaign_id)

	@blueprint.post("/v1/desk/risk")
	@grant(Permission.CALLS_MAKE)
	def check_risk() -> RiskAnswer:
		asked = read_body(RiskRequest)
		desk = wiring.make_risk_desk(read_session())
		return desk.check(read_staff_id(), asked.lease_token, fresh=asked.fresh)

	@blueprint.post("/v1/desk/result")
	@grant(Permission.CALLS_MAKE)
	def record_result() -> CallRecorded | Response:
		record = read_body(CallRecord)
		done = wiring.make_call_recorder(read_session()).record(read_staff_id(), record)
		return done if isinstance(done, CallRecorded) else render_problem(done)

	@blueprint.post("/v1/desk/renew")
	@grant(Permission.CALLS_MAKE)
	def renew_lease() -> LeaseRenewal:
		token = read_body(RenewRequest).lease_token
		return wiring.make_call_desk(read_session()).renew(read_staff_id(), token)

	@blueprint.post("/v1/desk/release")
	@grant(Permission.CALLS_MAKE)
	def release_customer() -> tuple[str, int]:
		token = read_body(ReleaseRequest).lease_token
		wiring.make_call_desk(read_session()).release(read_staff_id(), token)
		return "", 204

	return blueprint
