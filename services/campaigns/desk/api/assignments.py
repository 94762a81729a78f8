"""Customers given to advisors, and what their calls add up to (K19, K26)."""

from flask import Blueprint, Response

from campaigns.desk.wiring import DeskParts
from campaigns.tables import IdempotencyKey
from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns import Assignment, AssignmentRequest, HandoverRequest
from chasqui.contracts.desk import CallStatistics
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_session
from chasqui.kernel.web.idempotency import answer_once


def build_blueprint(wiring: DeskParts) -> Blueprint:
	blueprint = Blueprint("assignments", __name__)

	@blueprint.get("/v1/campaigns/<int:campaign_id>/assignments")
	@grant(Permission.CAMPAIGNS_READ)
	def list_assignments(campaign_id: int) -> Page[Assignment]:
		return wiring.make_advisor_assigner(read_session()).list_assignments(campaign_id)

	@blueprint.post("/v1/campaigns/<int:campaign_id>/assignments")
	@grant(Permission.CALLS_ASSIGN)
	def assign_customers(campaign_id: int) -> Response:
		request, session = read_body(AssignmentRequest), read_session()
		assigner = wiring.make_advisor_assigner(session)
		name = read_principal().name
		return answer_once(
			session, IdempotencyKey, lambda: assigner.assign(campaign_id, request, name)
		)

	@blueprint.post("/v1/campaigns/<int:campaign_id>/handovers")
	@grant(Permission.CALLS_HAND_OVER)
	def hand_over_customers(campaign_id: int) -> Response:
		request, session = read_body(HandoverRequest), read_session()
		assigner = wiring.make_advisor_assigner(session)
		name = read_principal().name
		return answer_once(
			session, IdempotencyKey, lambda: assigner.hand_over(campaign_id, request, name)
		)

	@blueprint.get("/v1/campaigns/<int:campaign_id>/calls/statistics")
	@grant(Permission.CAMPAIGNS_READ)
	def count_calls(campaign_id: int) -> CallStatistics:
		return wiring.make_call_statistician(read_session()).count(campaign_id)

	return blueprint
