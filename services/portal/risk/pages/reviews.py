"""Reviews of many people's risk: a CSV file; progress, rows and report of every review."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk import (
	FileReviewQuery,
	ReviewItemQuery,
	ReviewQuery,
	RiskPurpose,
	RiskReview,
)
from chasqui.contracts.endpoint import CSV
from chasqui.contracts.endpoints.campaigns import risk as risk_api
from chasqui.kernel.errors import Conflict, Invalid, TooLarge
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.bodies import take_uploads
from portal.risk.lists import REVIEWS, build_rows
from portal.shell.pages.addresses import read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.job_pages import JobPages, is_busy
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once, open_stream

blueprint = Blueprint("risk_reviews", __name__, url_prefix="/riesgo/lotes")
JobPages(
	rule="/<int:review_id>",
	needs=Permission.RISK_REVIEW,
	act=lambda body, review_id: ask(risk_api.act_on_review, body=body, review_id=review_id),
	find=lambda review_id: url_for("risk_reviews.show", review_id=review_id),
	question=lazy_gettext("Cancelar la revisión"),
	lost=[
		lazy_gettext(
			"Lo que la central ya contestó se queda. Por los demás no se pregunta, y sus números "
			"de identificación se borran de la revisión."
		)
	],
).add_to(blueprint)


@blueprint.get("/")
@grant(Permission.RISK_REVIEW)
def show_list() -> ResponseReturnValue:
	"""Show the files that were reviewed and the way to send one."""
	return render_list("")


@blueprint.post("/")
@grant(Permission.RISK_REVIEW)
@take_uploads
def start() -> ResponseReturnValue:
	"""Hand a CSV file of identifications over."""
	file = request.files.get("file")
	purpose = next((p for p in RiskPurpose if p == request.form.get("purpose")), None)
	if file is None or not file.filename:
		return render_list(_("Elija un archivo CSV.")), 422
	if purpose is None:
		return render_list(_("Elija para qué consulta; queda registrado.")), 422
	nonce = request.form.get("nonce", "")
	try:
		query = FileReviewQuery(file_name=file.filename[-200:], purpose=purpose)
		started = ask_once(nonce, risk_api.receive_file, query=query, file=file.stream.read())
	except (Conflict, Invalid, TooLarge) as error:
		return render_list(str(error.detail)), 422
	notify(_("La consulta del lote empezó."), "info")
	return redirect(url_for("risk_reviews.show", review_id=started.id), 303)


@blueprint.get("/<int:review_id>")
@grant(Permission.RISK_REVIEW)
def show(review_id: int) -> ResponseReturnValue:
	"""Show one review; a campaign's is shown among its campaign's pages."""
	review = ask(risk_api.show_review, review_id=review_id)
	if review.campaign_id is not None:
		return redirect(link_review(review), 303)
	return render_template("risk/review.html", review=review, **read_rows(review))


@blueprint.get("/<int:review_id>/progreso")
@grant(Permission.RISK_REVIEW)
def show_progress(review_id: int) -> ResponseReturnValue:
	"""Show how a review goes; at its end the whole page comes anew, with the rows."""
	review = ask(risk_api.show_review, review_id=review_id)
	headers = {} if is_busy(review.job) else {"HX-Refresh": "true"}
	return render_template("risk/_progress.html", review=review), 200, headers


@blueprint.get("/<int:review_id>/resultado.csv")
@grant(Permission.RISK_REVIEW)
def download(review_id: int) -> ResponseReturnValue:
	"""Pass the report on, chunk by chunk."""
	stream = open_stream(risk_api.download_items, review_id=review_id)
	return pass_on(stream, f"riesgo-{review_id}.csv", CSV)


def link_review(review: RiskReview) -> str:
	"""Return where a review is shown."""
	if review.campaign_id is None:
		return url_for("risk_reviews.show", review_id=review.id)
	return url_for("campaign_risk.show", campaign_id=review.campaign_id, review=review.id)


def read_rows(review: RiskReview) -> dict[str, object]:
	"""Return what the table of a review needs: filters of the address, and a page of rows."""
	query = read_query(ReviewItemQuery, usual={"sort": "-level"})
	rows = build_rows(review).fill(
		query, lambda asked: ask(risk_api.list_items, review_id=review.id, query=asked)
	)
	return {"list": rows}


def render_list(fault: str) -> str:
	"""Return the page of files."""
	query = read_query(ReviewQuery, campaign_id=None)
	return render_template(
		"risk/reviews.html",
		list=REVIEWS.fill(query, lambda asked: ask(risk_api.list_reviews, query=asked)),
		fault=fault,
		purposes=list(RiskPurpose),
		chosen=request.form.get("purpose", ""),
	)
