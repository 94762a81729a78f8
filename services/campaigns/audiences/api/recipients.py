"""What the mailer asks: monthly campaigns, one campaign, and the recipients of an audience."""

from campaigns.audiences.wiring import AudienceParts
from chasqui.contracts.campaigns.campaigns import MonthlyMailings
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.campaigns import audiences as endpoints
from chasqui.contracts.mailer.recipients import CampaignForMail, RecipientQuery
from chasqui.kernel.data.copy_streams import MEDIA_TYPE
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: AudienceParts) -> Routes:
	routes = Routes("recipients", __name__)

	@routes.serve(endpoints.list_monthly)
	def list_monthly() -> MonthlyMailings:
		return wiring.make_campaign_mail_reader(read_session()).list_monthly()

	@routes.serve(endpoints.describe_campaign)
	def describe_campaign(*, campaign_id: int) -> CampaignForMail:
		return wiring.make_campaign_mail_reader(read_session()).describe(campaign_id)

	@routes.serve(endpoints.stream_recipients)
	def stream_recipients(*, audience_id: int, query: RecipientQuery) -> Stream:
		source = wiring.make_recipient_streamer(read_session())
		return Stream(source.open_stream(audience_id, query.run_id), MEDIA_TYPE)

	return routes
