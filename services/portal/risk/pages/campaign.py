"""The risk of a campaign's assigned customers, reviewed in one go (K28)."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.risk import CampaignReviewRequest, ReviewQuery, RiskReview
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns import risk as risk_api
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.risk.pages.reviews import read_rows
from portal.shell.pages.parts import Part, load_part, notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("campaign_risk", __name__, url_prefix="/campanas/<int:campaign_id>/riesgo")


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show the newest review, or the one that is asked for, and the way to a new one."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	reviews = load_part(
		lambda: ask(risk_api.list_reviews, query=ReviewQuery(campaign_id=campaign_id))
	)
	review = choose_review(reviews)
	return render_template(
		"risk/campaign.html",
		campaign=campaign,
		reviews=reviews,
		review=review,
		assignments=load_part(lambda: ask(desk_api.list_assignments, campaign_id=campaign_id)),
		**(read_rows(review) if review is not None else {}),
	)


@blueprint.post("/")
@grant(Permission.RISK_REVIEW_CAMPAIGN)
def start(campaign_id: int) -> ResponseReturnValue:
	"""Review everybody who is assigned, or one assignment; a second click starts no second."""
	asked = CampaignReviewRequest(assignment_id=request.form.get("assignment_id", type=int))
	nonce = request.form.get("nonce", "")
	try:
		review = ask_once(nonce, risk_api.review_campaign, campaign_id=campaign_id, body=asked)
	except (Conflict, Invalid, NotFound) as error:
		notify(error.detail, "warn")
		return redirect(url_for("campaign_risk.show", campaign_id=campaign_id), 303)
	notify(_("La revisión empezó."), "info")
	return redirect(url_for("campaign_risk.show", campaign_id=campaign_id, review=review.id), 303)


def choose_review(reviews: Part[Page[RiskReview]]) -> RiskReview | None:
	"""Return the review that the address names, else the newest."""
	if reviews.value is None or not reviews.value.items:
		return None
	wanted = request.args.get("review", type=int)
	items = reviews.value.items
	return next((review for review in items if review.id == wanted), items[0])
