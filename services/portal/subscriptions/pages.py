"""Services that a customer uses: noted, replaced by another plan, ended."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.subscriptions import (
	Subscription,
	SubscriptionEnd,
	SubscriptionFields,
)
from chasqui.contracts.endpoints.customers import subscriptions as subscriptions_api
from chasqui.kernel.security.access import grant
from portal.sales.clients import find_customer_name, list_service_options, load_offers
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.parts import notify
from portal.siblings import ask, ask_once
from portal.subscriptions.clients import find_service
from portal.subscriptions.forms import END, FIELDS

blueprint = Blueprint("subscriptions", __name__, url_prefix="/clientes/<int:customer_id>/servicios")


@blueprint.get("/agregar")
@grant(Permission.CUSTOMERS_WRITE)
def ask_add(customer_id: int) -> ResponseReturnValue:
	"""Ask what a customer uses."""
	return render_add(customer_id, Form(SubscriptionFields))


@blueprint.post("/agregar")
@grant(Permission.CUSTOMERS_WRITE)
def add(customer_id: int) -> ResponseReturnValue:
	"""Note what a customer uses; a second click notes nothing more."""
	form = Form.read(SubscriptionFields, request.form)
	made = form.save(
		lambda body: ask_once(
			form.nonce, subscriptions_api.add_subscription, customer_id=customer_id, body=body
		)
	)
	if made is None:
		return render_add(customer_id, form), 422
	notify(_("«%(name)s» quedó entre los servicios en uso.", name=made.name))
	return lead_to(customer_id)


@blueprint.get("/<int:subscription_id>/cambiar")
@grant(Permission.CUSTOMERS_WRITE)
def ask_upgrade(customer_id: int, subscription_id: int) -> ResponseReturnValue:
	"""Ask which plan takes the place of one."""
	service = find_service(customer_id, subscription_id)
	return render_upgrade(service, Form(SubscriptionFields))


@blueprint.post("/<int:subscription_id>/cambiar")
@grant(Permission.CUSTOMERS_WRITE)
def upgrade(customer_id: int, subscription_id: int) -> ResponseReturnValue:
	"""Put another plan in the place of one."""
	service = find_service(customer_id, subscription_id)
	form = Form.read(SubscriptionFields, request.form)
	made = form.save(
		lambda body: ask_once(
			form.nonce,
			subscriptions_api.upgrade_subscription,
			subscription_id=subscription_id,
			body=body,
		)
	)
	if made is None:
		return render_upgrade(service, form), 422
	notify(_("«%(new)s» tomó el lugar de «%(old)s».", new=made.name, old=service.name))
	return lead_to(customer_id)


@blueprint.get("/<int:subscription_id>/terminar")
@grant(Permission.CUSTOMERS_WRITE)
def ask_end(customer_id: int, subscription_id: int) -> ResponseReturnValue:
	"""Ask why a service ends."""
	return render_end(find_service(customer_id, subscription_id), Form(SubscriptionEnd))


@blueprint.post("/<int:subscription_id>/terminar")
@grant(Permission.CUSTOMERS_WRITE)
def end(customer_id: int, subscription_id: int) -> ResponseReturnValue:
	"""End a service."""
	service = find_service(customer_id, subscription_id)
	form = Form.read(SubscriptionEnd, request.form)
	made = form.save(
		lambda body: ask(
			subscriptions_api.end_subscription, subscription_id=subscription_id, body=body
		)
	)
	if made is None:
		return render_end(service, form), 422
	notify(_("«%(name)s» quedó terminado.", name=made.name))
	return lead_to(customer_id)


def render_add(customer_id: int, form: Form[SubscriptionFields]) -> str:
	"""Return the page that asks what a customer uses."""
	title, note = _("Agregar servicio"), _("Es para lo que ya usa: no queda como venta.")
	return build_choice(customer_id, form, title, note, icon="plus", yes=_("Agregar")).render()


def render_upgrade(service: Subscription, form: Form[SubscriptionFields]) -> str:
	"""Return the page that asks which plan takes the place of one."""
	title = _("Cambiar de plan: %(name)s", name=service.name)
	note = _(
		"«%(name)s» termina el día en que empieza el otro. No queda como venta.", name=service.name
	)
	more = {"icon": "refresh", "yes": _("Cambiar"), "path_title": _("Cambiar de plan")}
	return build_choice(service.customer_id, form, title, note, **more).render()


def build_choice(
	customer_id: int, form: Form[SubscriptionFields], title: str, note: str, **more: Any
) -> FormPage:
	"""Return the page that asks for a service on sale; it says why none can be chosen."""
	where = lead_from(customer_id)
	return FormPage(title, FIELDS, form, caution=describe_lack(), note=note, **where, **more)


def render_end(service: Subscription, form: Form[SubscriptionEnd]) -> str:
	"""Return the page that asks why a service ends."""
	return FormPage(
		title=_("Terminar «%(name)s»", name=service.name),
		path_title=_("Terminar"),
		layout=END,
		form=form,
		icon="ban",
		yes=_("Terminar"),
		warning=_(
			"Deja de contar entre los servicios en uso y queda entre los terminados. Si fue un "
			"error, se agrega de nuevo."
		),
		**lead_from(service.customer_id),
	).render()


def describe_lack() -> str:
	"""Return why nothing can be chosen; an empty text where something can."""
	offers = load_offers()
	if offers.value is None:
		return offers.error
	if list_service_options():
		return ""
	return str(_("No hay servicios en venta hoy: ponga uno en venta en el catálogo."))


def lead_from(customer_id: int) -> dict[str, Any]:
	"""Return where a form belongs: its own address, the customer's page above it."""
	back = url_for("customers.show", customer_id=customer_id)
	return {
		"action": request.path,
		"back": back,
		"crumbs": [(back, find_customer_name(customer_id))],
		"no": _("Volver"),
	}


def lead_to(customer_id: int) -> ResponseReturnValue:
	"""Lead back to the customer's page."""
	return redirect(url_for("customers.show", customer_id=customer_id), 303)
