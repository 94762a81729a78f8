"""Campaigns and their phases."""

from flask import Blueprint, Response

from campaigns.campaigns.wiring import CampaignParts
from campaigns.tables import IdempotencyKey
from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns import (
	Campaign,
	CampaignFields,
	CampaignQuery,
	CampaignUpdate,
	PhaseChange,
	PhaseCounts,
	PhaseMove,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant, read_principal
from chasqui.kernel.web.app import read_body, read_query, read_session
from chasqui.kernel.web.idempotency import answer_once


def build_blueprint(wiring: CampaignParts) -> Blueprint:
	blueprint = Blueprint("campaigns", __name__)

	@blueprint.get("/v1/campaigns")
	@grant(Permission.CAMPAIGNS_READ)
	def list_campaigns() -> Page[Campaign]:
		return wiring.make_campaign_book(read_session()).list_page(read_query(CampaignQuery))

	@blueprint.post("/v1/campaigns")
	@grant(Permission.CAMPAIGNS_WRITE)
	def create_campaign() -> Response:
		fields, session = read_body(CampaignFields), read_session()
		book, name = wiring.make_campaign_book(session), read_principal().name
		return answer_once(session, IdempotencyKey, lambda: book.create(fields, name))

	@blueprint.get("/v1/campaigns/phase-counts")
	@grant(Permission.CAMPAIGNS_READ)
	def count_phases() -> PhaseCounts:
		return wiring.make_campaign_book(read_session()).count_by_phase()

	@blueprint.get("/v1/campaigns/<int:campaign_id>")
	@grant(Permission.CAMPAIGNS_READ)
	def show_campaign(campaign_id: int) -> Campaign:
		return wiring.make_campaign_book(read_session()).get(campaign_id)

	@blueprint.put("/v1/campaigns/<int:campaign_id>")
	@grant(Permission.CAMPAIGNS_WRITE)
	def update_campaign(campaign_id: int) -> Campaign:
		fields = read_body(CampaignUpdate)
		return wiring.make_campaign_book(read_session()).update(campaign_id, fields)

	@blueprint.post("/v1/campaigns/<int:campaign_id>/phase")
	@grant(Permission.CAMPAIGNS_WRITE)
	def move_campaign(campaign_id: int) -> Campaign:
		move = read_body(PhaseMove)
		machine = wiring.make_phase_machine(read_session())
		return machine.move(campaign_id, move, read_principal().name)

	@blueprint.get("/v1/campaigns/<int:campaign_id>/phases")
	@grant(Permission.CAMPAIGNS_READ)
	def list_phase_changes(campaign_id: int) -> Page[PhaseChange]:
		return wiring.make_phase_machine(read_session()).list_changes(campaign_id)

	return blueprint
