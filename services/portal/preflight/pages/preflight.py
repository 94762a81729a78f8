"""The pre-flight of a campaign: counted, looked through, approved, printed."""

from collections.abc import Sequence
from itertools import islice

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.campaigns.preflight import Preflight, SkippedQuery
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import preflight as preflight_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.runs import Run, RunKind, RunQuery
from chasqui.kernel.security.access import grant
from portal.preflight.lists import SKIPPED
from portal.session.staff import read_person
from portal.shell.pages.addresses import read_query
from portal.shell.pages.paging import read_rows
from portal.shell.pages.parts import Part, load_or_none, load_part, notify, notify_refusals
from portal.siblings import ask

MOST_RUNS = 10
COUNTABLE = (Phase.PLANNED, Phase.SEGMENTED)
blueprint = Blueprint("preflight", __name__, url_prefix="/campanas/<int:campaign_id>/revision")


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show what the campaign will do, or did when it was put to work."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	preflight, person = find_preflight(campaign_id), read_person()
	return render_template(
		"preflight/show.html",
		campaign=campaign,
		preflight=preflight,
		may_count=person.may(Permission.CAMPAIGNS_WRITE) and campaign.phase in COUNTABLE,
		runs=load_runs(campaign_id) if preflight is not None and preflight.frozen_at else None,
		may_approve=preflight is not None and may_approve(preflight, campaign.owner),
	)


@blueprint.get("/progreso")
@grant(Permission.CAMPAIGNS_READ)
def show_progress(campaign_id: int) -> ResponseReturnValue:
	"""Show that it is being counted; once it is, the whole page comes anew."""
	preflight = find_preflight(campaign_id)
	page = render_template("preflight/_counting.html", campaign_id=campaign_id)
	return page, {} if is_counting(preflight) else {"HX-Refresh": "true"}


@blueprint.post("/")
@grant(Permission.CAMPAIGNS_WRITE)
def count(campaign_id: int) -> ResponseReturnValue:
	"""Have it counted."""
	with notify_refusals():
		ask(preflight_api.ask_preflight, campaign_id=campaign_id)
	return redirect(url_for("preflight.show", campaign_id=campaign_id), 303)


@blueprint.post("/aprobacion")
@grant(Permission.CAMPAIGNS_APPROVE)
def approve(campaign_id: int) -> ResponseReturnValue:
	"""Agree to it."""
	with notify_refusals():
		ask(preflight_api.approve_preflight, campaign_id=campaign_id)
		notify(_("La revisión quedó aprobada con su nombre."))
	return redirect(url_for("preflight.show", campaign_id=campaign_id), 303)


@blueprint.get("/fuera")
@grant(Permission.AUDIENCES_READ)
def show_skipped(campaign_id: int) -> ResponseReturnValue:
	"""Show whom the campaign would not reach."""
	return render_template(
		"preflight/skipped.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		list=SKIPPED.fill(
			read_query(SkippedQuery),
			lambda asked: ask(preflight_api.list_skipped, campaign_id=campaign_id, query=asked),
		),
	)


def load_runs(campaign_id: int) -> Part[Sequence[Run]]:
	"""Return the newest runs of a campaign, to be held against what was expected."""
	runs = read_rows(
		RunQuery(campaign_id=campaign_id), lambda asked: ask(runs_api.list_runs, query=asked)
	)
	sent = (one for one in runs if one.kind is not RunKind.TEST)
	return load_part(lambda: list(islice(sent, MOST_RUNS)))


def find_preflight(campaign_id: int) -> Preflight | None:
	"""Return what was counted; None where nothing was."""
	return load_or_none(lambda: ask(preflight_api.show_preflight, campaign_id=campaign_id))


def is_counting(preflight: Preflight | None) -> bool:
	"""Return whether it is being counted just now."""
	return preflight is not None and preflight.state is CountState.COUNTING


def may_approve(preflight: Preflight, owner: str) -> bool:
	"""Return whether this person may agree: neither who looks after it nor who had it counted."""
	person = read_person()
	is_ready = preflight.state is CountState.READY and not preflight.is_outdated
	is_open = preflight.approved_at is None and preflight.frozen_at is None
	is_other = person.name not in (owner, preflight.asked_by)
	return person.may(Permission.CAMPAIGNS_APPROVE) and is_ready and is_open and is_other
