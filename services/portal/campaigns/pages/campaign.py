"""One campaign: summary, phases, members, log."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import (
	ENDED_PHASES,
	Campaign,
	CampaignNote,
	Phase,
	PhaseMove,
)
from chasqui.contracts.campaigns.log import LogQuery
from chasqui.contracts.campaigns.members import MemberQuery
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.security.access import grant
from portal.campaigns.forms.care import build_giving, build_noting
from portal.campaigns.labels.next_steps import find_next_step
from portal.campaigns.lists import LOG, MEMBERS
from portal.campaigns.pages.phase_figures import list_consequences, load_sum, sum_up, write_sum
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.labels.words import name_code
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import load_part, notify
from portal.shell.pages.ways_back import find_way_back
from portal.siblings import ask

# A phase that stops something asks why.
PHASES_WITH_REASON = frozenset({Phase.PAUSED, Phase.CANCELLED, Phase.PLANNED})

blueprint = Blueprint("campaign", __name__, url_prefix="/campanas/<int:campaign_id>")


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show the campaign at a glance."""
	design_id = (campaign := ask(campaigns_api.show_campaign, campaign_id=campaign_id)).design_id
	mail, calls = load_sum(campaign_id)
	return render_template(
		"campaigns/summary.html",
		campaign=campaign,
		mail=mail,
		design=load_part(lambda: ask(designs_api.show_design, design_id=design_id))
		if design_id
		else None,
		calls=calls,
		figures=write_sum(mail, calls) if campaign.phase in ENDED_PHASES else "",
		giving=build_giving(campaign) if read_person().may(Permission.CAMPAIGNS_WRITE) else None,
	)


@blueprint.get("/siguiente")
@grant(Permission.CAMPAIGNS_READ)
def show_next(campaign_id: int) -> ResponseReturnValue:
	"""Show the next step while something goes on; then the whole page comes anew."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	page = render_template("campaigns/_next.html", campaign=campaign)
	return page, {} if find_next_step(campaign).is_waiting else {"HX-Refresh": "true"}


@blueprint.get("/clientes")
@grant(Permission.AUDIENCES_READ)
def show_members(campaign_id: int) -> ResponseReturnValue:
	"""Show the members of the audience."""
	query = read_query(MemberQuery)
	return render_template(
		"campaigns/members.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		list=MEMBERS.fill(
			query,
			lambda asked: ask(desk_api.list_members, campaign_id=campaign_id, query=asked),
		),
	)


@blueprint.get("/bitacora")
@grant(Permission.CAMPAIGNS_READ)
def show_history(campaign_id: int) -> ResponseReturnValue:
	"""Show who did what to the campaign, and when."""
	return render_history(campaign_id, Form(CampaignNote))


@blueprint.get("/fase/<phase>")
@grant(Permission.CAMPAIGNS_WRITE)
def ask_phase(campaign_id: int, phase: str) -> ResponseReturnValue:
	"""Ask whether to move the campaign."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	target = next((known for known in campaign.allowed_phases if known == phase), None)
	if target is None:
		why = next((text for known, text in campaign.obstacles.items() if known == phase), "")
		notify(why or _("La campaña ya no admite ese cambio de fase."), "warn")
		home = url_for("campaign.show", campaign_id=campaign_id)
		return redirect(find_way_back(home), 303)
	return render_template(
		"campaigns/ask_phase.html",
		campaign=campaign,
		target=target,
		texts=list_consequences(campaign, target),
		asks_reason=target in PHASES_WITH_REASON,
	)


@blueprint.post("/fase/<phase>")
@grant(Permission.CAMPAIGNS_WRITE)
def move_phase(campaign_id: int, phase: str) -> ResponseReturnValue:
	"""Move the campaign; say kindly if somebody was quicker."""
	try:
		move = PhaseMove(
			phase=Phase(phase),
			version=request.form.get("version", 0, int),
			reason=request.form.get("reason", "")[:300],
		)
		campaign: Campaign = ask(campaigns_api.move_campaign, campaign_id=campaign_id, body=move)
	except (Conflict, Invalid, ValueError) as error:
		text = getattr(error, "detail", "") or _("Esa fase no existe.")
		notify(f"{text} {_('No se cambió nada.')}", "warn")
	else:
		label = name_code(campaign.phase).text
		notify(_("La campaña ahora está en la fase «%(phase)s».", phase=label))
		if campaign.phase in ENDED_PHASES:
			notify(sum_up(campaign_id), "info")
	return redirect(url_for("campaign.show", campaign_id=campaign_id), 303)


def render_history(campaign_id: int, form: Form[CampaignNote]) -> str:
	"""Return the page of the log."""
	return render_template(
		"campaigns/history.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		list=LOG.fill(
			read_query(LogQuery),
			lambda asked: ask(campaigns_api.list_log, campaign_id=campaign_id, query=asked),
			adding=build_noting(campaign_id, form),
		),
	)
