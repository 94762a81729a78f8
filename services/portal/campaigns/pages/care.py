"""What of a campaign changes once it has begun, who looks after it, notes, and the archive."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import (
	BEGUN_PHASES,
	Campaign,
	CampaignNote,
	CampaignUpdate,
	OwnerChange,
)
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.kernel.security.access import grant
from portal.campaigns.forms.care import (
	build_adjusting,
	build_giving,
	read_fixed,
	show_adjustable,
)
from portal.campaigns.pages.campaign import render_history
from portal.shell.forms.form import Form
from portal.shell.pages.parts import notify, notify_refusals
from portal.siblings import ask, ask_once

blueprint = Blueprint("campaign_care", __name__, url_prefix="/campanas/<int:campaign_id>")


@blueprint.get("/cambios")
@grant(Permission.CAMPAIGNS_WRITE)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show what of the campaign may still change."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	if campaign.phase not in BEGUN_PHASES:
		return redirect(url_for("wizard.edit", campaign_id=campaign_id), 303)
	return build_adjusting(campaign, show_adjustable(campaign)).render()


@blueprint.post("/cambios")
@grant(Permission.CAMPAIGNS_WRITE)
def change(campaign_id: int) -> ResponseReturnValue:
	"""Change it; what somebody else changed meanwhile is shown beside what was typed."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	form = Form.read(CampaignUpdate, request.form)
	changed = form.save(
		lambda body: ask(campaigns_api.update_campaign, campaign_id=campaign_id, body=body),
		current=Campaign,
		given=read_fixed(campaign),
	)
	if changed is None:
		return build_adjusting(campaign, form).render(), 422
	notify(_("Los cambios quedaron guardados."))
	return to_campaign(campaign_id)


@blueprint.post("/responsable")
@grant(Permission.CAMPAIGNS_WRITE)
def give(campaign_id: int) -> ResponseReturnValue:
	"""Let somebody else look after the campaign."""
	form = Form.read(OwnerChange, request.form)
	given = form.save(
		lambda body: ask(campaigns_api.give_campaign, campaign_id=campaign_id, body=body),
		current=Campaign,
	)
	if given is None:
		campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
		card = build_giving(campaign, form)
		return render_template("campaigns/giving.html", campaign=campaign, giving=card), 422
	notify(_("Ahora la lleva %(name)s.", name=given.owner))
	return to_campaign(campaign_id)


@blueprint.post("/notas")
@grant(Permission.CAMPAIGNS_READ)
def note(campaign_id: int) -> ResponseReturnValue:
	"""Write a note into the log; a second click writes no more."""
	form = Form.read(CampaignNote, request.form)
	fields = form.validate()
	if fields is None:
		return render_history(campaign_id, form), 422
	ask_once(form.nonce, campaigns_api.note_campaign, campaign_id=campaign_id, body=fields)
	notify(_("La nota quedó en la bitácora."))
	return redirect(url_for("campaign.show_history", campaign_id=campaign_id), 303)


@blueprint.post("/archivo")
@grant(Permission.CAMPAIGNS_WRITE)
def archive(campaign_id: int) -> ResponseReturnValue:
	"""Put the campaign out of the list."""
	with notify_refusals():
		ask(campaigns_api.archive_campaign, campaign_id=campaign_id)
		notify(_("La campaña quedó archivada: la lista la muestra en «Archivadas»."))
	return to_campaign(campaign_id)


@blueprint.post("/archivo/fuera")
@grant(Permission.CAMPAIGNS_WRITE)
def restore(campaign_id: int) -> ResponseReturnValue:
	"""Bring the campaign back into the list."""
	with notify_refusals():
		ask(campaigns_api.restore_campaign, campaign_id=campaign_id)
		notify(_("La campaña volvió a la lista."))
	return to_campaign(campaign_id)


def to_campaign(campaign_id: int) -> ResponseReturnValue:
	"""Lead to the campaign."""
	return redirect(url_for("campaign.show", campaign_id=campaign_id), 303)
