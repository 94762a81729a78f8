"""The mail of a campaign: runs, their progress, sending on demand, tests, deliveries."""

import re

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.jobs import JobAct
from chasqui.contracts.mailer.runs import (
	DeliveryQuery,
	DeliveryState,
	Run,
	RunCounts,
	RunQuery,
	RunRequest,
	TestSendRequest,
)
from chasqui.kernel.security.access import grant
from portal.mailing.charts import list_delivery_parts
from portal.mailing.labels.merge_fields import write_merged
from portal.runs.clients import find_people
from portal.runs.forms import build_run_page, build_test_page
from portal.runs.lists import build_deliveries
from portal.shell.clients import find_names
from portal.shell.forms.form import Form
from portal.shell.pages.addresses import read_query
from portal.shell.pages.job_pages import JobPages
from portal.shell.pages.parts import load_part, notify
from portal.siblings import ask, ask_once

PREFIX = "/campanas/<int:campaign_id>/correo"

blueprint = Blueprint("mailing", __name__, url_prefix=PREFIX)


def name_run(*, run_id: int, **_campaign: int) -> str:
	"""Return the subject of a run, as people read it."""
	return f"«{write_merged(ask(runs_api.show_run, run_id=run_id).subject)}»"


JobPages(
	rule="/<int:run_id>",
	needs=Permission.RUNS_WRITE,
	act=lambda body, run_id, **_: ask(runs_api.act_on_run, run_id=run_id, body=body),
	find=lambda campaign_id, **_: url_for("mailing.show", campaign_id=campaign_id),
	question=lazy_gettext("Cancelar el envío"),
	lost=[lazy_gettext("Lo que aún no salió ya no saldrá. Lo enviado, enviado está.")],
	no=lazy_gettext("Seguir enviando"),
	name=name_run,
	notices={
		JobAct.PAUSE: lazy_gettext("El envío quedó en pausa."),
		JobAct.RESUME: lazy_gettext("El envío continúa."),
		JobAct.CANCEL: lazy_gettext("El envío se canceló."),
	},
).add_to(blueprint)


@blueprint.get("/")
@grant(Permission.RUNS_READ)
def show(campaign_id: int) -> ResponseReturnValue:
	"""Show the campaign's runs, the latest first."""
	return render_template(
		"runs/mail.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		runs=load_part(lambda: ask(runs_api.list_runs, query=RunQuery(campaign_id=campaign_id))),
		list_parts=list_delivery_parts,
	)


@blueprint.get("/<int:run_id>/progreso")
@grant(Permission.RUNS_READ)
def show_progress(campaign_id: int, run_id: int) -> ResponseReturnValue:
	"""Show how a run goes; the part stops asking when the run is over."""
	run = ask(runs_api.show_run, run_id=run_id)
	return render_template(
		"runs/_run.html", campaign_id=campaign_id, run=run, list_parts=list_delivery_parts
	)


@blueprint.get("/<int:run_id>")
@grant(Permission.RUNS_READ)
def show_deliveries(campaign_id: int, run_id: int) -> ResponseReturnValue:
	"""Show each delivery of a run, by state."""
	run = ask(runs_api.show_run, run_id=run_id)
	query = read_asked(run)
	counts = {} if query.q else dict(run.counts.by_state)
	return render_template(
		"runs/deliveries.html",
		campaign=ask(campaigns_api.show_campaign, campaign_id=campaign_id),
		run=run,
		list=build_deliveries({}).fill(
			query,
			lambda asked: ask(runs_api.list_deliveries, run_id=run_id, query=asked),
			counts=counts,
			dress=lambda rows: build_deliveries(find_names(row.customer_id for row in rows)),
		),
		list_parts=list_delivery_parts,
	)


def read_asked(run: Run) -> DeliveryQuery:
	"""Return what the address asks; who asks for nobody sees those that mail went out to first."""
	text = request.args.get("q", "").strip()
	is_narrowed = text or request.args.get("reason")
	usual = {} if is_narrowed else {"state": choose_first_state(run.counts)}
	query = read_query(DeliveryQuery, usual=usual, customer_ids=[])
	if not query.q:
		return query
	people, notice = find_people(query.q)
	if notice:
		notify(notice, "info")
	return query.model_copy(update={"customer_ids": people})


def choose_first_state(counts: RunCounts) -> DeliveryState | None:
	"""Return the state of most deliveries; «skipped» only where there is no other."""
	known = {state: count for state, count in counts.by_state.items() if count}
	went = {state: count for state, count in known.items() if state is not DeliveryState.SKIPPED}
	return max(went or known, key=lambda state: known[state], default=None)


@blueprint.get("/enviar")
@grant(Permission.RUNS_WRITE)
def ask_run(campaign_id: int) -> ResponseReturnValue:
	"""Ask what to send, and show to how many."""
	return render_run_form(campaign_id, Form(RunRequest))


@blueprint.post("/enviar")
@grant(Permission.RUNS_WRITE)
def start_run(campaign_id: int) -> ResponseReturnValue:
	"""Open a run on demand; a second click opens no second run."""
	form = Form.read(RunRequest, request.form)
	run = form.save(
		lambda body: ask_once(form.nonce, runs_api.open_run, body=body),
		given={"campaign_id": campaign_id},
	)
	if run is None:
		return render_run_form(campaign_id, form), 422
	notify(_("El envío empezó. Aquí verá cómo avanza."))
	return redirect(url_for("mailing.show", campaign_id=campaign_id), 303)


@blueprint.get("/prueba")
@grant(Permission.RUNS_WRITE)
def ask_test(campaign_id: int) -> ResponseReturnValue:
	"""Ask where a test mail goes."""
	return render_test_form(campaign_id, Form(TestSendRequest))


@blueprint.post("/prueba")
@grant(Permission.RUNS_WRITE)
def send_test(campaign_id: int) -> ResponseReturnValue:
	"""Send a test mail."""
	form = Form.read(TestSendRequest, request.form)
	run = form.save(
		lambda body: ask_once(form.nonce, runs_api.open_test, body=body),
		given={"campaign_id": campaign_id, "emails": split_addresses(form.read_value("emails"))},
	)
	if run is None:
		return render_test_form(campaign_id, form), 422
	notify(_("La prueba va en camino: llegará en unos segundos."))
	return redirect(url_for("mailing.show", campaign_id=campaign_id), 303)


def split_addresses(typed: str) -> list[str]:
	"""Return addresses as people separate them: by a comma, a semicolon or a space."""
	return [one for one in re.split(r"[,;\s]+", typed) if one]


def render_run_form(campaign_id: int, form: Form[RunRequest]) -> str:
	"""Return the form of a run on demand."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	return build_run_page(campaign, form).render()


def render_test_form(campaign_id: int, form: Form[TestSendRequest]) -> str:
	"""Return the form of a test mail."""
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	return build_test_page(campaign, form).render()
