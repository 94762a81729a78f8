"""Customers: search, profile, and for administrators the editing."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import MultiDict

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.consents import ConsentBasis
from chasqui.contracts.customers.lists import CustomerQuery
from chasqui.contracts.customers.people import Customer, CustomerPatch
from chasqui.contracts.customers.rights import CustomerRegistration
from chasqui.contracts.endpoints.customers import lists as lists_api
from chasqui.contracts.endpoints.customers import registration as registration_api
from chasqui.kernel.security.access import grant
from portal.customers.lists.customers import CUSTOMERS
from portal.profile.labels.identities import name_gender
from portal.profile.pages.profile import render_profile
from portal.shell.forms.form import NO_VERSION, Form
from portal.shell.labels.formats import format_typed_date
from portal.shell.labels.places import name_canton, name_province
from portal.shell.labels.words import name_code
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once

PAGE_ROWS = 25
PROOF = ("text_version", "source", "obtained_on")
WRITERS: dict[str, Callable[[str], Any]] = {
	"province": name_province,
	"canton": name_canton,
	"gender": name_gender,
	"id_type": lambda code: name_code(code).text,
	"birth_date": format_typed_date,
	"registered_on": format_typed_date,
	"consent_email": lambda text: _("sí") if text else _("no"),
	"consent_phone": lambda text: _("sí") if text else _("no"),
}
# Stands for what is wrong with a new customer while the rest is looked at.
USUAL = {"kind": ["person"], "id_type": ["passport"], "id_number": ["———"], "name": ["———"]}

blueprint = Blueprint("customers", __name__, url_prefix="/clientes")
ENTRY = Entry(Group.CUSTOMERS, 1, lazy_gettext("Clientes"), "users", "customers.show_list")


@blueprint.get("/")
@grant(Permission.CUSTOMERS_READ)
def show_list() -> ResponseReturnValue:
	"""Show customers, searched and sorted; every filter lives in the address."""
	query = read_query(CustomerQuery, limit=PAGE_ROWS)
	return CUSTOMERS.render(query, lambda asked: ask(lists_api.list_customers, query=asked))


@blueprint.get("/<int:customer_id>")
@grant(Permission.CUSTOMERS_READ, Permission.CUSTOMERS_READ_OWN)
def show(customer_id: int) -> ResponseReturnValue:
	"""Show one customer: all that is known, of every service."""
	return render_profile(customer_id)


@blueprint.get("/nuevo")
@grant(Permission.CUSTOMERS_WRITE)
def ask_create() -> ResponseReturnValue:
	"""Ask for a new customer."""
	return render_form(Form(CustomerRegistration))


@blueprint.post("/nuevo")
@grant(Permission.CUSTOMERS_WRITE)
def create() -> ResponseReturnValue:
	"""Create a customer; what was typed stays where the service refuses it."""
	form = Form.read(CustomerRegistration, read_typed())
	made = form.save(
		lambda fields: ask_once(form.nonce, registration_api.register_customer, body=fields),
		check=lambda fields: ask(registration_api.check_customer, body=fields),
		usual=USUAL,
	)
	if made is None:
		return render_form(form), 422
	notify(_("El cliente quedó registrado."))
	return redirect(url_for("customers.show", customer_id=made.id), 303)


@blueprint.get("/<int:customer_id>/editar")
@grant(Permission.CUSTOMERS_WRITE)
def ask_change(customer_id: int) -> ResponseReturnValue:
	"""Show the form with what is known."""
	customer = ask(registration_api.show_customer, customer_id=customer_id)
	form = Form.show(CustomerPatch, customer)
	return render_form(form, customer)


@blueprint.post("/<int:customer_id>/editar")
@grant(Permission.CUSTOMERS_WRITE)
def change(customer_id: int) -> ResponseReturnValue:
	"""Change a customer."""
	form = Form.read(CustomerPatch, read_typed(), is_patch=True)
	made = form.save(
		lambda patch: ask(registration_api.change_customer, customer_id=customer_id, body=patch),
		check=lambda patch: ask(registration_api.check_change, customer_id=customer_id, body=patch),
		usual={"version": [NO_VERSION]},
		current=Customer,
		write=write_value,
	)
	if made is None:
		customer = ask(registration_api.show_customer, customer_id=customer_id)
		return render_form(form, customer), 422
	notify(_("Los datos quedaron guardados."))
	return redirect(url_for("customers.show", customer_id=customer_id), 303)


@blueprint.get("/<int:customer_id>/archivar")
@grant(Permission.CUSTOMERS_WRITE)
def ask_archive(customer_id: int) -> ResponseReturnValue:
	"""Ask whether to archive a customer."""
	customer = ask(registration_api.show_customer, customer_id=customer_id)
	return Question(
		title=_("Archivar al cliente"),
		texts=[
			_(
				"%(name)s saldrá de las listas y de las audiencias nuevas. Sus datos no se borran.",
				name=customer.name,
			)
		],
		action=url_for("customers.archive", customer_id=customer_id),
		yes=_("Archivar"),
		no=_("Volver"),
		back=url_for("customers.show", customer_id=customer_id),
	).render()


@blueprint.post("/<int:customer_id>/archivar")
@grant(Permission.CUSTOMERS_WRITE)
def archive(customer_id: int) -> ResponseReturnValue:
	"""Archive a customer."""
	ask(registration_api.archive_customer, customer_id=customer_id)
	notify(_("El cliente quedó archivado."))
	return redirect(url_for("customers.show_list"), 303)


def read_typed() -> MultiDict[str, str]:
	"""Return what was typed; a proof of which nothing was typed is none."""
	typed = request.form.copy()
	if not any(typed.get(f"evidence.{name}", "").strip() for name in PROOF):
		for name in ("basis", *PROOF):
			typed.poplist(f"evidence.{name}")
	return typed


def write_value(name: str, text: str) -> str:
	"""Return a value of a customer as people say it."""
	return str(WRITERS[name](text)) if name in WRITERS else text


def render_form(form: Form[Any], customer: Customer | None = None) -> str:
	"""Return the form of a customer, new or known, or of one whose data were erased."""
	return render_template(
		"customers/form.html",
		form=form,
		customer=customer,
		was_erased=form.was_refused_as("erased_person"),
		bases=list(ConsentBasis),
	)
