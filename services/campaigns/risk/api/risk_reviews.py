"""Reviews of many people's risk: a CSV file, or a campaign's assigned customers (K28)."""

import csv
import io
from collections.abc import Iterator

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
from chasqui.contracts.endpoint import CSV, Stream
from chasqui.contracts.endpoints.campaigns import risk as endpoints
from chasqui.contracts.wire import Page
from chasqui.kernel.data.spreadsheets import defuse_cell
from chasqui.kernel.web.app import read_session
from chasqui.kernel.web.routes import Routes

REPORT_PAGE = 200
COLUMNS = (
	"line", "name", "masked_id", "status", "level", "score", "as_of", "source", "warning", "error",
	"asked_at",
)  # fmt: skip
TITLES = (
	"linea", "nombre", "identificacion", "estado", "nivel", "puntaje", "fecha_dato", "fuente",
	"aviso", "error", "consultado",
)  # fmt: skip


def build_blueprint(wiring: RiskParts) -> Routes:
	routes = Routes("risk_reviews", __name__)

	@routes.serve(endpoints.receive_file)
	def receive_file(*, query: FileReviewQuery, file: bytes) -> RiskReview:
		service = wiring.make_risk_review_service(read_session())
		return service.receive_file(file, query, read_inquirer().staff_id)

	@routes.serve(endpoints.review_campaign)
	def review_campaign(*, campaign_id: int, body: CampaignReviewRequest) -> RiskReview:
		service = wiring.make_risk_review_service(read_session())
		return service.review_campaign(campaign_id, body, read_inquirer().staff_id)

	@routes.serve(endpoints.list_reviews)
	def list_reviews(*, query: ReviewQuery) -> Page[RiskReview]:
		return wiring.make_risk_review_service(read_session()).list_page(query)

	@routes.serve(endpoints.show_review)
	def show_review(*, review_id: int) -> RiskReview:
		return wiring.make_risk_review_service(read_session()).get(review_id)

	@routes.serve(endpoints.resume_review)
	def resume_review(*, review_id: int) -> RiskReview:
		return wiring.make_risk_review_service(read_session()).resume(review_id)

	@routes.serve(endpoints.list_items)
	def list_items(*, review_id: int, query: ReviewItemQuery) -> Page[RiskReviewItem]:
		return wiring.make_risk_review_service(read_session()).list_items(review_id, query)

	@routes.serve(endpoints.download_items)
	def download_items(*, review_id: int) -> Stream:
		wiring.make_risk_review_service(read_session()).get(review_id)
		return Stream(_write_report(wiring, review_id), CSV, f"riesgo-{review_id}.csv")

	return routes


def _write_report(wiring: RiskParts, review_id: int) -> Iterator[str]:
	"""Yield the report page by page; the request's own session has ended by then."""
	yield "\ufeff" + ",".join(TITLES) + "\r\n"  # with a BOM, spreadsheets read UTF-8
	query = ReviewItemQuery(limit=REPORT_PAGE)
	while True:
		with wiring.database.open_session() as session:
			page = wiring.make_risk_review_service(session).list_items(review_id, query)
		yield _write_rows(page.items)
		if page.next_cursor is None:
			return
		query = query.model_copy(update={"cursor": page.next_cursor})


def _write_rows(rows: list[RiskReviewItem]) -> str:
	text = io.StringIO()
	writer = csv.writer(text)
	for row in rows:
		values = row.model_dump(mode="json")
		writer.writerow(defuse_cell(values[name]) for name in COLUMNS)
	return text.getvalue()
