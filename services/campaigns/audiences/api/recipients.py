"""What the mailer asks: monthly campaigns, one campaign, and the recipients of an audience."""

from flask import Blueprint, Response, request

from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts.access import Scope
from chasqui.contracts.campaigns import MonthlyMailings
from chasqui.contracts.mailer import CampaignForMail
from chasqui.kernel.data.copy_streams import MEDIA_TYPE
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_session


def build_blueprint(wiring: AudienceParts) -> Blueprint:
	blueprint = Blueprint("recipients", __name__)

	@blueprint.get("/v1/monthly-mailings")
	@grant(scopes=[Scope.CAMPAIGNS_READ])
	def list_monthly() -> MonthlyMailings:
		return wiring.make_mail_facts(read_session()).list_monthly()

	@blueprint.get("/v1/campaigns/<int:campaign_id>/for-mail")
	@grant(scopes=[Scope.CAMPAIGNS_READ])
	def describe_campaign(campaign_id: int) -> CampaignForMail:
		return wiring.make_mail_facts(read_session()).describe(campaign_id)

	@blueprint.get("/v1/recipients/<int:audience_id>")
	@grant(scopes=[Scope.RECIPIENTS_STREAM])
	def stream_recipients(audience_id: int) -> Response:
		source = wiring.make_recipient_source(read_session())
		chunks = source.open_stream(audience_id, request.args.get("run_id", 0, int))
		return Response(chunks, mimetype=MEDIA_TYPE)

	return blueprint
