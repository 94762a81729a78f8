"""Bulk actions: chosen in the list, confirmed with their count, watched until they are done."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.lists import (
	Advisor,
	BulkAction,
	BulkJob,
	BulkRequest,
	BulkState,
	CustomerFilters,
)
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.jobs import JobQuery
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.security.access import grant
from portal import siblings
from portal.accounts.clients import list_advisors
from portal.customers.forms import list_chips, list_pairs
from portal.customers.lists import BULK_JOBS
from portal.shell.labels.formats import format_number, read_decimal
from portal.shell.pages.addresses import read_query
from portal.shell.pages.job_pages import JobPages
from portal.shell.pages.parts import load_part, notify

EXPORT, CAMPAIGN = "export", "campaign"
MOST_ARCHIVED = 100
"""More at once are archived only by who types their number."""

blueprint = Blueprint("bulk", __name__, url_prefix="/clientes/acciones")
JobPages(
	rule="/<int:job_id>",
	needs=Permission.CUSTOMERS_WRITE,
	act=lambda body, job_id: siblings.ask(lists_api.act_on_job, body=body, job_id=job_id),
	find=lambda job_id: url_for("bulk.show", job_id=job_id),
	question=lazy_gettext("Cancelar la acción"),
	lost=[
		lazy_gettext(
			"Los clientes que ya cambiaron se quedan así; a los demás no se les hace nada."
		)
	],
).add_to(blueprint)


@blueprint.get("/")
@grant(Permission.CUSTOMERS_READ)
def ask() -> ResponseReturnValue:
	"""Say what will be done to how many, and ask; files and campaigns have pages of their own."""
	filters = read_chosen()
	wanted = request.args.get("action", "")
	if wanted in (EXPORT, CAMPAIGN):
		address = urlencode([*list_pairs(filters), ("format", "xlsx")])
		page = "lists.export" if wanted == EXPORT else "lists.ask_campaign"
		return redirect(f"{url_for(page)}?{address}")
	action = next((one for one in BulkAction if one == wanted), BulkAction.TAG)
	back = request.args.get("address", "")
	if request.args.get("scope") != "all" and not filters.ids:
		notify(_("Elija al menos un cliente de la lista."), "warn")
		return redirect(find_list(back))
	tag = request.args.get("tag", "").strip()
	return render_ask(action, filters, Typed(tag, back=back))


@blueprint.post("/")
@grant(Permission.CUSTOMERS_WRITE)
def start() -> ResponseReturnValue:
	"""Begin what was confirmed."""
	form = request.form
	filters = read_query(CustomerFilters, MultiDict(parse_qsl(form.get("address", ""))))
	action = next((one for one in BulkAction if one == form.get("action")), BulkAction.TAG)
	tag = form.get("tag", "").strip()
	typed = Typed(tag, form.get("typed", ""), form.get("back", ""))
	expected = form.get("expected", 0, type=int)
	has_tag = action in (BulkAction.TAG, BulkAction.UNTAG)
	advisor = read_advisor() if action is BulkAction.ASSIGN else None
	if is_grave(action, expected) and read_decimal(typed.number) != expected:
		fault = _("Escriba el número de clientes para confirmar.")
		return render_ask(action, filters, typed, fault), 422
	try:
		asked = BulkRequest(
			action=action,
			filters=filters,
			tag=tag if has_tag else None,
			advisor=advisor,
			expected=expected,
		)
		job = siblings.ask_once(form.get("nonce", ""), lists_api.request_action, body=asked)
	except ValidationError:
		fault = _("Escriba la etiqueta, de 1 a 40 letras.") if has_tag else _("Elija a un asesor.")
		return render_ask(action, filters, typed, fault), 422
	except (Conflict, Invalid) as error:
		return render_ask(action, filters, typed, str(error.detail)), error.status
	if job.state is BulkState.DONE:
		notify(describe_done(job))
		return redirect(find_list(typed.back), 303)
	return redirect(url_for("bulk.show", job_id=job.id, back=typed.back or None), 303)


@blueprint.get("/lista")
@grant(Permission.CUSTOMERS_WRITE)
def show_list() -> ResponseReturnValue:
	"""Show the bulk actions, the latest first."""
	query = read_query(JobQuery)
	return BULK_JOBS.render(query, lambda asked: siblings.ask(lists_api.list_jobs, query=asked))


@blueprint.get("/<int:job_id>")
@grant(Permission.CUSTOMERS_WRITE)
def show(job_id: int) -> ResponseReturnValue:
	"""Show a bulk action as it goes."""
	return render_template(
		"customers/bulk.html",
		job=siblings.ask(lists_api.show_job, job_id=job_id),
		way_back=find_list(request.args.get("back", "")),
	)


@blueprint.get("/<int:job_id>/progreso")
@grant(Permission.CUSTOMERS_WRITE)
def show_progress(job_id: int) -> ResponseReturnValue:
	"""Show how it goes; the part stops asking when it is done."""
	return render_template(
		"customers/_bulk.html", job=siblings.ask(lists_api.show_job, job_id=job_id)
	)


def read_chosen() -> CustomerFilters:
	"""Return whom the bar of the list means: the picked rows, or all that match."""
	filters = read_query(CustomerFilters, MultiDict(parse_qsl(request.args.get("address", ""))))
	if request.args.get("scope") == "all":
		return filters
	picked = MultiDict(("ids", text) for text in request.args.getlist("pick"))
	return read_query(CustomerFilters, picked, archived=filters.archived)


def read_advisor() -> Advisor | None:
	"""Return the advisor that was chosen, if there is such a one."""
	chosen = request.form.get("advisor", 0, type=int)
	staff = list_advisors()
	return next((Advisor(id=one.id, name=one.name) for one in staff if one.id == chosen), None)


@dataclass(frozen=True)
class Typed:
	"""What the asking page was given: a tag, the number that confirms, the list to go back to."""

	tag: str = ""
	number: str = ""
	back: str = ""


def find_list(back: str) -> str:
	"""Return the way to the list as it was filtered."""
	path = url_for("customers.show_list")
	return f"{path}?{back}" if back else path


def is_grave(action: BulkAction, count: int) -> bool:
	"""Return whether so many are archived that one press must not do it."""
	return action is BulkAction.ARCHIVE and count > MOST_ARCHIVED


def render_ask(action: BulkAction, filters: CustomerFilters, typed: Typed, fault: str = "") -> str:
	"""Return the page that asks: whom the action takes, in words, and how many they are now."""
	is_assigning = action is BulkAction.ASSIGN
	total = siblings.ask(lists_api.find_facets, query=filters).total
	return render_template(
		"customers/ask_bulk.html",
		action=action,
		advisors=load_part(list_advisors) if is_assigning else None,
		typed=typed,
		fault=fault,
		chips=list_chips(filters),
		address=urlencode(list_pairs(filters)),
		way_back=find_list(typed.back),
		total=total,
		is_grave=is_grave(action, total),
	)


def describe_done(job: BulkJob) -> str:
	"""Return what a finished action did, in words."""
	changed = str(
		ngettext(
			"%(count)s cliente cambió.",
			"%(count)s clientes cambiaron.",
			job.changed,
			count=format_number(job.changed),
		)
	)
	same = job.done - job.changed
	if not same:
		return changed
	rest = ngettext(
		"%(count)s ya estaba así.", "%(count)s ya estaban así.", same, count=format_number(same)
	)
	return f"{changed} {rest}"
