"""Bulk actions: chosen in the list, confirmed with their count, watched until they are done."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext, ngettext

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
from chasqui.kernel.errors import Invalid
from chasqui.kernel.security.access import grant
from chasqui.kernel.texts.text import say
from portal import siblings
from portal.accounts.clients import list_advisors
from portal.customers.forms import AdvisorFields, TagFields
from portal.customers.lists.bulk import ACTIONS, BULK_JOBS
from portal.customers.lists.customers import CUSTOMERS
from portal.shell.labels.formats import format_number
from portal.shell.pages.addresses import read_query
from portal.shell.pages.bulk_pages import BulkPages, Order
from portal.shell.pages.job_pages import JobPages
from portal.shell.pages.parts import notify

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
		way_back=PAGES.find_list(request.args.get("back", "")),
	)


@blueprint.get("/<int:job_id>/progreso")
@grant(Permission.CUSTOMERS_WRITE)
def show_progress(job_id: int) -> ResponseReturnValue:
	"""Show how it goes; the part stops asking when it is done."""
	return render_template(
		"customers/_bulk.html", job=siblings.ask(lists_api.show_job, job_id=job_id)
	)


def begin(order: Order[CustomerFilters]) -> str:
	"""Begin what was confirmed; return the list where it is done already, else where it goes on.

	:raises Invalid: there is no such advisor
	"""
	asked = BulkRequest(
		action=BulkAction(order.action.code),
		filters=order.filters,
		tag=order.fields.tag if isinstance(order.fields, TagFields) else None,
		advisor=find_advisor(order.fields) if isinstance(order.fields, AdvisorFields) else None,
		expected=order.expected,
	)
	job = siblings.ask_once(order.nonce, lists_api.request_action, body=asked)
	if job.state is not BulkState.DONE:
		return url_for("bulk.show", job_id=job.id, back=order.address or None)
	notify(describe_done(job))
	return PAGES.find_list(order.address)


def find_advisor(fields: AdvisorFields) -> Advisor:
	"""Return the advisor that was chosen.

	:raises Invalid: there is no such one
	"""
	found = next((one for one in list_advisors() if one.id == fields.advisor), None)
	if found is None:
		raise Invalid(say("Elija a un asesor."))
	return Advisor(id=found.id, name=found.name)


PAGES = BulkPages(
	CUSTOMERS,
	"customers.show_list",
	ACTIONS,
	CustomerFilters,
	count=lambda filters: siblings.ask(lists_api.find_facets, query=filters).total,
	begin=begin,
)
PAGES.add_to(blueprint)


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
