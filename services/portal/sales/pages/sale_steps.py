"""What becomes of a sale: deleted, invoiced, paid, voided, authorised."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.sales import (
	AuthorisationFields,
	DocumentKind,
	InvoiceRequest,
	PaymentFields,
	Sale,
	Series,
	VoidRequest,
)
from chasqui.contracts.endpoints.customers import sales as sales_api
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.security.access import grant
from portal.sales.forms.steps import AUTHORISATION, PAYMENT, VOID, build_invoice, read_key
from portal.sales.labels import name_number
from portal.shell.forms.form import Form, Model
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.layout import FormLayout
from portal.shell.labels.formats import format_money
from portal.shell.pages.parts import notify
from portal.shell.pages.questions import Question
from portal.siblings import ask

blueprint = Blueprint("sale_steps", __name__, url_prefix="/ventas/<int:sale_id>")


@blueprint.get("/borrar")
@grant(Permission.SALES_NOTE)
def ask_delete(sale_id: int) -> ResponseReturnValue:
	"""Ask whether to delete a draft."""
	sale = load(sale_id)
	return Question(
		title=_("Borrar «%(name)s»", name=name_number(sale)),
		texts=[_("El borrador se borra con sus líneas. No se puede deshacer.")],
		action=url_for("sale_steps.delete", sale_id=sale_id),
		yes=_("Borrar"),
		no=_("Volver"),
		back=url_for("sales.show", sale_id=sale_id),
		icon="trash",
	).render()


@blueprint.post("/borrar")
@grant(Permission.SALES_NOTE)
def delete(sale_id: int) -> ResponseReturnValue:
	"""Delete a draft."""
	try:
		ask(sales_api.delete_sale, sale_id=sale_id)
	except Conflict as error:
		notify(error.detail, "warn")
		return lead_to(sale_id)
	except NotFound:
		pass  # somebody else was quicker; it is gone all the same
	notify(_("El borrador quedó borrado."))
	return redirect(url_for("sales.show_list"), 303)


@blueprint.get("/facturar")
@grant(Permission.SALES_WRITE)
def ask_invoice(sale_id: int) -> ResponseReturnValue:
	"""Ask whether to invoice a draft, and of which series."""
	sale = load(sale_id)
	return render_invoice(sale, Form.show(InvoiceRequest, sale))


@blueprint.post("/facturar")
@grant(Permission.SALES_WRITE)
def invoice(sale_id: int) -> ResponseReturnValue:
	"""Give a draft its number; two who sell the last piece: the later one is warned."""
	form = Form.read(InvoiceRequest, request.form)
	made = form.save(
		lambda body: ask(sales_api.invoice_sale, sale_id=sale_id, body=body), current=Sale
	)
	if made is None:
		return render_invoice(load(sale_id), form), 422
	notify(_("La factura es la %(number)s.", number=made.number))
	return lead_to(sale_id)


@blueprint.get("/pagar")
@grant(Permission.SALES_WRITE)
def ask_pay(sale_id: int) -> ResponseReturnValue:
	"""Ask when an invoice was paid."""
	sale = load(sale_id)
	return render_payment(sale, Form.show(PaymentFields, sale))


@blueprint.post("/pagar")
@grant(Permission.SALES_WRITE)
def pay(sale_id: int) -> ResponseReturnValue:
	"""Note that an invoice was paid."""
	form = Form.read(PaymentFields, request.form)
	made = form.save(lambda body: ask(sales_api.pay_sale, sale_id=sale_id, body=body), current=Sale)
	if made is None:
		return render_payment(load(sale_id), form), 422
	notify(_("El pago quedó anotado."))
	return lead_to(sale_id)


@blueprint.get("/anular")
@grant(Permission.SALES_WRITE)
def ask_void(sale_id: int) -> ResponseReturnValue:
	"""Ask why an invoice is voided."""
	sale = load(sale_id)
	return render_void(sale, Form.show(VoidRequest, sale))


@blueprint.post("/anular")
@grant(Permission.SALES_WRITE)
def void(sale_id: int) -> ResponseReturnValue:
	"""Void an invoice that was not paid."""
	form = Form.read(VoidRequest, request.form)
	made = form.save(
		lambda body: ask(sales_api.void_sale, sale_id=sale_id, body=body), current=Sale
	)
	if made is None:
		return render_void(load(sale_id), form), 422
	notify(_("La factura quedó anulada."))
	return lead_to(sale_id)


@blueprint.get("/autorizar")
@grant(Permission.SALES_WRITE)
def ask_authorise(sale_id: int) -> ResponseReturnValue:
	"""Ask for the key by which the SRI authorised an invoice."""
	sale = load(sale_id)
	return render_authorisation(sale, Form.show(AuthorisationFields, sale))


@blueprint.post("/autorizar")
@grant(Permission.SALES_WRITE)
def authorise(sale_id: int) -> ResponseReturnValue:
	"""Note the key by which the SRI authorised an invoice."""
	form = Form.read(AuthorisationFields, read_key(request.form))
	made = form.save(
		lambda body: ask(sales_api.authorise_sale, sale_id=sale_id, body=body), current=Sale
	)
	if made is None:
		return render_authorisation(load(sale_id), form), 422
	notify(_("La clave de acceso quedó anotada."))
	return lead_to(sale_id)


def load(sale_id: int) -> Sale:
	"""Return a sale as it stands."""
	return ask(sales_api.show_sale, sale_id=sale_id)


def lead_to(sale_id: int) -> ResponseReturnValue:
	"""Return the way to a sale."""
	return redirect(url_for("sales.show", sale_id=sale_id), 303)


def list_invoice_series() -> list[Series]:
	"""Return the series that invoices take their numbers from."""
	found = ask(sales_api.list_series).items
	return [one for one in found if one.kind is DocumentKind.INVOICE]


def render_invoice(sale: Sale, form: Form[InvoiceRequest]) -> str:
	"""Return the page that asks for the invoice."""
	series = list_invoice_series()
	title = _("Facturar «%(name)s»", name=name_number(sale))
	about = {"total": format_money(sale.total), "name": sale.customer_name}
	warning = _(
		"La factura de %(total)s a %(name)s toma su número y saca los productos de las "
		"existencias. Después solo se anula o se devuelve.",
		**about,
	)
	caution = "" if series else _("Todavía no hay series de facturas: se necesita una.")
	more = {"icon": "file-text", "warning": warning, "caution": caution}
	return build_step(sale, form, build_invoice(series), title, _("Facturar"), **more).render()


def render_payment(sale: Sale, form: Form[PaymentFields]) -> str:
	"""Return the page that asks for the day of a payment."""
	title = _("Anotar el pago de %(name)s", name=name_number(sale))
	note = _("Son %(total)s.", total=format_money(sale.total))
	return build_step(sale, form, PAYMENT, title, _("Anotar pago"), icon="cash", note=note).render()


def render_void(sale: Sale, form: Form[VoidRequest]) -> str:
	"""Return the page that asks why an invoice is voided."""
	title = _("Anular %(name)s", name=name_number(sale))
	warning = _("Su número queda usado, y sus productos vuelven a las existencias.")
	return build_step(sale, form, VOID, title, _("Anular"), icon="ban", warning=warning).render()


def render_authorisation(sale: Sale, form: Form[AuthorisationFields]) -> str:
	"""Return the page that asks for the key of an invoice."""
	title = _("Clave de acceso de %(name)s", name=name_number(sale))
	return build_step(sale, form, AUTHORISATION, title, _("Guardar"), icon="check").render()


def build_step(
	sale: Sale, form: Form[Model], layout: FormLayout, title: str, yes: str, **more: Any
) -> FormPage:
	"""Return the page of a step of a sale."""
	return FormPage(
		title,
		layout,
		form,
		yes=yes,
		no=_("Volver"),
		back=url_for("sales.show", sale_id=sale.id),
		crumbs=list_crumbs(sale),
		path_title=yes,
		chips=[sale.state],
		**more,
	)


def list_crumbs(sale: Sale) -> list[tuple[str, str]]:
	"""Return the pages above a step of a sale."""
	return [
		(url_for("sales.show_list"), _("Ventas")),
		(url_for("sales.show", sale_id=sale.id), name_number(sale)),
	]
