"""The audience of a campaign: built, built anew, watched while it is built."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import Campaign, Phase
from chasqui.contracts.campaigns.exclusions import Exclusions
from chasqui.contracts.campaigns.overlaps import CampaignPair, LeftOut, PairQuery
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import exclusions as exclusions_api
from chasqui.contracts.endpoints.campaigns import overlaps as overlaps_api
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from portal.campaigns.pages.comparison import find_comparison
from portal.session.staff import read_person
from portal.shell.pages.job_pages import JobPages, is_busy
from portal.shell.pages.parts import load_or_none, load_part, notify, notify_refusals
from portal.siblings import ask

MOST_SHOWN = 8
blueprint = Blueprint("audience", __name__, url_prefix="/campanas/<int:campaign_id>/audiencia")
JobPages(
	rule="",
	needs=Permission.CAMPAIGNS_WRITE,
	act=lambda body, campaign_id: ask(
		audiences_api.act_on_audience, body=body, campaign_id=campaign_id
	),
	find=lambda campaign_id: url_for("audience.show", campaign_id=campaign_id),
	question=lazy_gettext("Cancelar la construcción"),
	lost=[
		lazy_gettext(
			"No queda nada a medias. Para poner la campaña en marcha habrá que construir la "
			"audiencia, aunque antes tuviera una lista."
		)
	],
).add_to(blueprint)


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show the audience and what the criteria hold today."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	may_count = read_person().may(Permission.SEGMENTS_COUNT)
	return render_template(
		"campaigns/audience.html",
		campaign=campaign,
		audience=load_or_none(lambda: ask(audiences_api.show_audience, campaign_id=campaign_id)),
		count=load_part(lambda: ask(audiences_api.count_segment, body=campaign.criteria))
		if may_count
		else None,
		shared=load_part(lambda: load_shared(campaign_id)),
		left_out=load_left_out(campaign),
		comparison=find_comparison(campaign_id),
		may_compare=read_person().may(Permission.CAMPAIGNS_WRITE),
		excluded=load_excluded(campaign),
		may_build=campaign.in_execution_since is None
		and campaign.phase in (Phase.PLANNED, Phase.SEGMENTED),
	)


def load_shared(campaign_id: int) -> Page[CampaignPair]:
	"""Return the campaigns that share the most customers with this one."""
	return ask(overlaps_api.list_pairs, query=PairQuery(campaign=campaign_id, limit=MOST_SHOWN))


def load_left_out(campaign: Campaign) -> LeftOut | None:
	"""Return whom the audience left out, and for which campaigns; None where it is nobody."""
	if campaign.audience is None or not campaign.audience.left_out:
		return None
	campaign_id = campaign.id
	return load_part(lambda: ask(overlaps_api.show_left_out, campaign_id=campaign_id)).value


def load_excluded(campaign: Campaign) -> Exclusions | None:
	"""Return whom the audience left out for what happened before; None where it is nobody."""
	if campaign.audience is None or not campaign.audience.excluded:
		return None
	number = campaign.id
	return load_part(lambda: ask(exclusions_api.show_exclusions, campaign_id=number)).value


@blueprint.get("/progreso")
@grant(Permission.CAMPAIGNS_READ)
def show_progress(campaign_id: int) -> ResponseReturnValue:
	"""Show how the building goes; once it is done the whole page comes anew and says so."""
	audience = load_or_none(lambda: ask(audiences_api.show_audience, campaign_id=campaign_id))
	page = render_template("campaigns/_audience.html", campaign_id=campaign_id, audience=audience)
	return page, {} if audience and is_busy(audience.job) else {"HX-Refresh": "true"}


@blueprint.post("/")
@grant(Permission.CAMPAIGNS_WRITE)
def build(campaign_id: int) -> ResponseReturnValue:
	"""Ask for the audience."""
	with notify_refusals():
		ask(audiences_api.request_audience, campaign_id=campaign_id)
		notify(_("La audiencia se está construyendo."), "info")
	return redirect(url_for("audience.show", campaign_id=campaign_id), 303)
