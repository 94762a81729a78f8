"""Reviews of many people's risk: a CSV file, or a campaign's assigned customers (K28)."""

import csv
import io
from collections.abc import Iterator

from flask import Blueprint, Response, request

from campaigns.risk.api.risk import read_inquirer
from campaigns.risk.wiring import RiskParts
from campaigns.tables import IdempotencyKey
from chasqui.contracts.access import Permission
from chasqui.contracts.risk_desk import (
	PATH_REVIEWS,
	CampaignReviewRequest,
	FileReviewQuery,
	ReviewItemQuery,
	ReviewQuery,
	RiskReview,
	RiskReviewItem,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.data.spreadsheets import defuse_cell
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.app import read_body, read_query, read_session
from chasqui.kernel.web.bodies import take_uploads
from chasqui.kernel.web.idempotency import answer_once

REPORT_PAGE = 200
COLUMNS = (
	"line", "name", "masked_id", "status", "level", "score", "as_of", "source", "warning", "error",
	"asked_at",
)  # fmt: skip
TITLES = (
	"linea", "nombre", "identificacion", "estado", "nivel", "puntaje", "fecha_dato", "fuente",
	"aviso", "error", "consultado",
)  # fmt: skip


def build_blueprint(wiring: RiskParts) -> Blueprint:
	blueprint = Blueprint("risk_reviews", __name__)

	@blueprint.post(PATH_REVIEWS)
	@grant(Permission.RISK_REVIEW)
	@take_uploads
	def receive_file() -> Response:
		told, session, data = read_query(FileReviewQuery), read_session(), request.get_data()
		desk, staff_id = wiring.make_review_desk(session), read_inquirer().staff_id
		return answer_once(
			session, IdempotencyKey, lambda: desk.receive_file(data, told, staff_id), status=202
		)

	@blueprint.post("/v1/campaigns/<int:campaign_id>/risk-reviews")
	@grant(Permission.RISK_REVIEW_CAMPAIGN)
	def review_campaign(campaign_id: int) -> Response:
		asked, session = read_body(CampaignReviewRequest), read_session()
		desk, staff_id = wiring.make_review_desk(session), read_inquirer().staff_id
		return answer_once(
			session,
			IdempotencyKey,
			lambda: desk.review_campaign(campaign_id, asked, staff_id),
			status=202,
		)

	@blueprint.get(PATH_REVIEWS)
	@grant(Permission.RISK_REVIEW)
	def list_reviews() -> Page[RiskReview]:
		return wiring.make_review_desk(read_session()).list_page(read_query(ReviewQuery))

	@blueprint.get(f"{PATH_REVIEWS}/<int:review_id>")
	@grant(Permission.RISK_REVIEW)
	def show_review(review_id: int) -> RiskReview:
		return wiring.make_review_desk(read_session()).get(review_id)

	@blueprint.post(f"{PATH_REVIEWS}/<int:review_id>/resume")
	@grant(Permission.RISK_REVIEW)
	def resume_review(review_id: int) -> RiskReview:
		return wiring.make_review_desk(read_session()).resume(review_id)

	@blueprint.get(f"{PATH_REVIEWS}/<int:review_id>/items")
	@grant(Permission.RISK_REVIEW)
	def list_items(review_id: int) -> Page[RiskReviewItem]:
		query = read_query(ReviewItemQuery)
		return wiring.make_review_desk(read_session()).list_items(review_id, query)

	@blueprint.get(f"{PATH_REVIEWS}/<int:review_id>/items.csv")
	@grant(Permission.RISK_REVIEW)
	def download_items(review_id: int) -> Response:
		wiring.make_review_desk(read_session()).get(review_id)
		headers = {"Content-Disposition": f'attachment; filename="riesgo-{review_id}.csv"'}
		lines = _write_report(wiring, review_id)
		return Response(lines, content_type="text/csv; charset=utf-8", headers=headers)

	return blueprint


def _write_report(wiring: RiskParts, review_id: int) -> Iterator[str]:
	"""Yield the report page by page; the request's own session has ended by then."""
	yield "\ufeff" + ",".join(TITLES) + "\r\n"  # with a BOM, spreadsheets read UTF-8
	query = ReviewItemQuery(limit=REPORT_PAGE)
	while True:
		with wiring.database.open_session() as session:
			page = wiring.make_review_desk(session).list_items(review_id, query)
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
