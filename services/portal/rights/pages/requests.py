"""The desk of the rights of the person: requests with the days that the law leaves."""

from collections.abc import Sequence

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.rights import (
	RequestClosing,
	RequestQuery,
	RequestState,
	RightsRequest,
	RightsRequestFields,
)
from chasqui.contracts.endpoints.customers import registration as registration_api
from chasqui.contracts.endpoints.customers import rights as rights_api
from chasqui.kernel.errors import Conflict
from chasqui.kernel.security.access import grant
from portal.rights.forms import CLOSING, NEW_REQUEST
from portal.rights.lists import build_requests, name_term
from portal.shell.clients import find_names
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.addresses import read_query
from portal.shell.pages.list_page import ListPage
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
from portal.siblings import ask

PAGE_ROWS = 25

blueprint = Blueprint("rights", __name__, url_prefix="/solicitudes")
ENTRY = Entry(
	Group.ADMINISTRATION,
	1,
	lazy_gettext("Solicitudes"),
	"shield",
	"rights.show_list",
	besides=("erasures",),
)


@blueprint.get("/")
@grant(Permission.RIGHTS_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the requests, the most urgent first; the open ones if nothing else is asked."""
	query = read_asked()

	def dress(rows: Sequence[RightsRequest]) -> ListPage[RightsRequest]:
		return build_requests(find_names(row.customer_id for row in rows))

	return dress([]).render(
		query, lambda asked: ask(rights_api.list_requests, query=asked), dress=dress
	)


@blueprint.get("/nueva")
@grant(Permission.RIGHTS_MANAGE)
def ask_open() -> ResponseReturnValue:
	"""Ask for a request as it came in; of a customer, if the address names one."""
	customer_id = request.args.get("cliente", type=int)
	typed: MultiDict[str, str] = MultiDict()
	if customer_id is not None:
		customer = ask(registration_api.show_customer, customer_id=customer_id)
		typed = MultiDict({"customer_id": str(customer_id), "requester": customer.name})
	return render_open(Form.read(RightsRequestFields, typed))


@blueprint.post("/nueva")
@grant(Permission.RIGHTS_MANAGE)
def open_request() -> ResponseReturnValue:
	"""Take a request in; its term starts on the day on which it was received."""
	form = Form.read(RightsRequestFields, request.form)
	made = form.save(lambda fields: ask(rights_api.open_request, body=fields))
	if made is None:
		return render_open(form), 422
	notify(_("La solicitud %(id)s quedó abierta.", id=made.id))
	return redirect(url_for("rights.show", request_id=made.id), 303)


@blueprint.get("/<int:request_id>")
@grant(Permission.RIGHTS_MANAGE)
def show(request_id: int) -> ResponseReturnValue:
	"""Show one request and, while it is open, the way to close it."""
	return render_request(request_id, Form(RequestClosing))


@blueprint.post("/<int:request_id>")
@grant(Permission.RIGHTS_MANAGE)
def close(request_id: int) -> ResponseReturnValue:
	"""Write down what was decided, and why."""
	form = Form.read(RequestClosing, request.form)
	done = form.save(
		lambda closing: ask(rights_api.close_request, request_id=request_id, body=closing)
	)
	if isinstance(form.refusal, Conflict):  # somebody was quicker: there is nothing to close
		notify(form.refusal.detail, "bad")
		return redirect(url_for("rights.show", request_id=request_id), 303)
	if done is None:
		return render_request(request_id, form), 422
	notify(_("La solicitud quedó cerrada."))
	return redirect(url_for("rights.show_list"), 303)


def render_open(form: Form[RightsRequestFields]) -> str:
	"""Return the form of a new request."""
	home = url_for("rights.show_list")
	return FormPage(
		_("Abrir solicitud"),
		NEW_REQUEST,
		form,
		back=home,
		yes=_("Abrir solicitud"),
		no=_("Volver"),
		crumbs=[(home, _("Solicitudes"))],
	).render()


def render_request(request_id: int, form: Form[RequestClosing]) -> str:
	"""Return the page of a request."""
	found = ask(rights_api.show_request, request_id=request_id)
	names = find_names([found.customer_id])
	title = _("Cerrar la solicitud")
	return render_template(
		"rights/requests/show.html",
		one=found,
		has_record=found.customer_id and (names is None or found.customer_id in names),
		term=name_term(found),
		closing=FormCard("close", title, CLOSING, form, title),
	)


def read_asked() -> RequestQuery:
	"""Return the filters of the address: the open requests, or all of one customer."""
	is_of_one = bool(request.args.get("customer_id"))
	usual = {} if is_of_one else {"state": RequestState.OPEN.value}
	return read_query(RequestQuery, usual=usual, limit=PAGE_ROWS)
