"""Erasing a person: confirmed by typing, then followed receipt by receipt."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.rights import (
	ErasureRequest,
	RequestQuery,
	RequestState,
	RightKind,
	RightsRequest,
)
from chasqui.contracts.endpoints.customers import registration as registration_api
from chasqui.contracts.endpoints.customers import rights as rights_api
from chasqui.contracts.wire import ListQuery
from chasqui.kernel.errors import Conflict, FieldError
from chasqui.kernel.security.access import grant
from portal.rights.lists import ERASURES
from portal.shell.forms.form import Form
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import load_part
from portal.siblings import ask

CONFIRMATION = "confirmation"

blueprint = Blueprint("erasures", __name__)


@blueprint.get("/borrados/")
@grant(Permission.RIGHTS_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the erasures, the newest first."""
	query = read_query(ListQuery)
	page = load_part(lambda: ask(rights_api.list_erasures, query=query))
	return ERASURES.render(query, page)


@blueprint.get("/borrados/<int:erasure_id>")
@grant(Permission.RIGHTS_MANAGE)
def show(erasure_id: int) -> ResponseReturnValue:
	"""Show one erasure with the receipt of each service."""
	erasure = ask(rights_api.show_erasure, erasure_id=erasure_id)
	return render_template("rights/erasures/show.html", erasure=erasure)


@blueprint.get("/borrados/<int:erasure_id>/progreso")
@grant(Permission.RIGHTS_MANAGE)
def show_progress(erasure_id: int) -> ResponseReturnValue:
	"""Show how an erasure goes; the part stops asking when it is over."""
	erasure = ask(rights_api.show_erasure, erasure_id=erasure_id)
	return render_template("rights/erasures/_progress.html", erasure=erasure)


@blueprint.get("/clientes/<int:customer_id>/borrar")
@grant(Permission.RIGHTS_MANAGE)
def ask_begin(customer_id: int) -> ResponseReturnValue:
	"""Say what an erasure means, and ask for the identification to be typed."""
	return render_begin(customer_id, Form(ErasureRequest))


@blueprint.post("/clientes/<int:customer_id>/borrar")
@grant(Permission.RIGHTS_MANAGE)
def begin(customer_id: int) -> ResponseReturnValue:
	"""Begin the erasure of the person whose identification was typed."""
	form = Form.read(ErasureRequest, request.form)
	asked = form.validate()
	customer = ask(registration_api.show_customer, customer_id=customer_id)
	if request.form.get(CONFIRMATION, "").strip() != customer.id_number:
		message = _("No es la identificación de esta persona.")
		form.add_errors([FieldError(CONFIRMATION, message, "mismatch")])
	elif asked is not None:
		try:
			erasure = ask(rights_api.begin_erasure, customer_id=customer_id, body=asked)
		except Conflict as error:
			form.add_failure(error)
		else:
			return redirect(url_for("erasures.show", erasure_id=erasure.id), 303)
	return render_begin(customer_id, form), 422


def render_begin(customer_id: int, form: Form[ErasureRequest]) -> str:
	"""Return the page that asks for the confirmation."""
	return render_template(
		"rights/erasures/begin.html",
		customer=ask(registration_api.show_customer, customer_id=customer_id),
		form=form,
		requests=list_requests(customer_id),
	)


def list_requests(customer_id: int) -> list[RightsRequest]:
	"""Return the person's open requests of erasure, which an erasure answers."""
	query = RequestQuery(customer_id=customer_id, state=RequestState.OPEN, kind=RightKind.ERASURE)
	found = load_part(lambda: ask(rights_api.list_requests, query=query))
	return found.value.items if found.value else []
