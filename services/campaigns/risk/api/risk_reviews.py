"""Reviews of many people's risk: a CSV file, or a campaign's assigned customers (K28)."""

from campaigns.risk.api.risk import read_inquirer
from campaigns.risk.wiring import RiskParts
from chasqui.contracts.campaigns.risk import (
	CampaignReviewRequest,
	FileReviewQuery,
	ReviewItemQuery,
	ReviewQuery,
	RiskReview,
	RiskReviewItem,
)
from chasqui.contracts.endpoint import Stream
from chasqui.contracts.endpoints.campaigns import risk as endpoints
from chasqui.contracts.jobs import JobActRequest
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import read_principal
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes


def build_blueprint(wiring: RiskParts) -> Routes:
	routes = Routes("risk_reviews", __name__)

	@routes.serve(endpoints.receive_file)
	def receive_file(*, query: FileReviewQuery, file: bytes) -> RiskReview:
		service = wiring.make_risk_review_service(read_session())
		return service.receive_file(file, query, read_inquirer().staff_id)

	@routes.serve(endpoints.review_campaign)
	def review_campaign(*, campaign_id: int, body: CampaignReviewRequest) -> RiskReview:
		service = wiring.make_risk_review_service(read_session())
		who = read_inquirer().staff_id
		return service.review_campaign(campaign_id, body, who, read_principal().name)

	@routes.serve(endpoints.list_reviews)
	def list_reviews(*, query: ReviewQuery) -> Page[RiskReview]:
		return wiring.make_risk_review_service(read_session()).list_page(query)

	@routes.serve(endpoints.show_review)
	def show_review(*, review_id: int) -> RiskReview:
		return wiring.make_risk_review_service(read_session()).get(review_id)

	@routes.serve(endpoints.act_on_review)
	def act_on_review(*, review_id: int, body: JobActRequest) -> RiskReview:
		return wiring.make_risk_review_service(read_session()).act(review_id, body.action)

	@routes.serve(endpoints.list_items)
	def list_items(*, review_id: int, query: ReviewItemQuery) -> Page[RiskReviewItem]:
		return wiring.make_risk_review_service(read_session()).list_items(review_id, query)

	@routes.serve(endpoints.download_items)
	def download_items(*, review_id: int) -> Stream:
		file = wiring.make_risk_report_exporter(read_session()).open(review_id)
		return Stream(file.chunks, file.media_type, file.name)

	return routes
