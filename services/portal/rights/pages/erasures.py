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
from chasqui.contracts.jobs import JobQuery
from chasqui.kernel.errors import FieldError
from chasqui.kernel.security.access import grant
from chasqui.kernel.texts.text import say
from portal.rights.forms import CONFIRMATION, build_erasure_layout
from portal.rights.lists import ERASURES
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.addresses import read_query
from portal.shell.pages.job_pages import JobPages
from portal.shell.pages.parts import load_part
from portal.siblings import ask

blueprint = Blueprint("erasures", __name__)
JobPages(
	rule="/borrados/<int:erasure_id>",
	needs=Permission.RIGHTS_MANAGE,
	act=lambda body, erasure_id: ask(rights_api.act_on_erasure, body=body, erasure_id=erasure_id),
	find=lambda erasure_id: url_for("erasures.show", erasure_id=erasure_id),
).add_to(blueprint)


@blueprint.get("/borrados/")
@grant(Permission.RIGHTS_MANAGE)
def show_list() -> ResponseReturnValue:
	"""Show the erasures, the newest first."""
	query = read_query(JobQuery)
	return ERASURES.render(query, lambda asked: ask(rights_api.list_erasures, query=asked))


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
	part = render_template("rights/erasures/_progress.html", erasure=erasure)
	# The whole page comes anew at the end: the way to the profile goes with it.
	return part, {"HX-Refresh": "true"} if erasure.finished_at else {}


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
	customer = ask(registration_api.show_customer, customer_id=customer_id)

	if form.read_value(CONFIRMATION).strip() != customer.id_number:
		form.validate()
		message = say("No es la identificación de esta persona.")
		form.add_errors([FieldError(CONFIRMATION, message, "mismatch")])
		return render_begin(customer_id, form), 422
	erasure = form.save(
		lambda asked: ask(rights_api.begin_erasure, customer_id=customer_id, body=asked)
	)
	if erasure is None:
		return render_begin(customer_id, form), 422
	return redirect(url_for("erasures.show", erasure_id=erasure.id), 303)


def render_begin(customer_id: int, form: Form[ErasureRequest]) -> str:
	"""Return the page that asks for the confirmation."""
	customer = ask(registration_api.show_customer, customer_id=customer_id)
	home = url_for("customers.show", customer_id=customer_id)
	return FormPage(
		_("Borrar todos los datos"),
		build_erasure_layout(list_requests(customer_id), customer.id_number),
		form,
		back=home,
		yes=_("Borrar todos los datos"),
		no=_("Volver sin borrar"),
		icon="trash",
		crumbs=[(home, customer.name)],
		warning=_(
			"Los datos de %(name)s se borran en clientes, campañas, correo y la central de "
			"riesgos. Desde ahora nadie la contacta. Quedan solo cuentas sin nombre. Un borrado "
			"empezado no se puede cancelar.",
			name=customer.name,
		),
		first=(
			url_for("holdings.show", customer_id=customer_id),
			_("Guarde antes el expediente si la persona lo pidió."),
		),
	).render()


def list_requests(customer_id: int) -> list[RightsRequest]:
	"""Return the person's open requests of erasure, which an erasure answers."""
	query = RequestQuery(customer_id=customer_id, state=RequestState.OPEN, kind=RightKind.ERASURE)
	found = load_part(lambda: ask(rights_api.list_requests, query=query))
	return found.value.items if found.value else []
