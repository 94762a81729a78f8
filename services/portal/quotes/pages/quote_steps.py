"""What becomes of a quote: deleted, issued, mailed, accepted, rejected, copied."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.quotes import Quote, QuoteMailRequest, QuoteMove, QuoteRejection
from chasqui.contracts.endpoints.customers import quotes as quotes_api
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.security.access import grant
from portal.quotes.forms.steps import MAIL, MOVE, REJECTION
from portal.quotes.labels import name_quote
from portal.shell.forms.form import Form, Model
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.layout import FormLayout
from portal.shell.labels.formats import format_date, format_money
from portal.shell.pages.parts import notify
from portal.shell.pages.questions import Question
from portal.siblings import ask, ask_once

blueprint = Blueprint("quote_steps", __name__, url_prefix="/cotizaciones/<int:quote_id>")


@blueprint.get("/borrar")
@grant(Permission.SALES_NOTE)
def ask_delete(quote_id: int) -> ResponseReturnValue:
	"""Ask whether to delete a draft."""
	quote = load(quote_id)
	return Question(
		title=_("Borrar «%(name)s»", name=name_quote(quote)),
		texts=[_("El borrador se borra con sus líneas. No se puede deshacer.")],
		action=url_for("quote_steps.delete", quote_id=quote_id),
		yes=_("Borrar"),
		no=_("Volver"),
		back=url_for("quotes.show", quote_id=quote_id),
		icon="trash",
	).render()


@blueprint.post("/borrar")
@grant(Permission.SALES_NOTE)
def delete(quote_id: int) -> ResponseReturnValue:
	"""Delete a draft."""
	try:
		ask(quotes_api.delete_quote, quote_id=quote_id)
	except Conflict as error:
		notify(error.detail, "warn")
		return lead_to(quote_id)
	except NotFound:
		pass  # somebody else was quicker; it is gone all the same
	notify(_("El borrador quedó borrado."))
	return redirect(url_for("quotes.show_list"), 303)


@blueprint.get("/emitir")
@grant(Permission.SALES_NOTE)
def ask_issue(quote_id: int) -> ResponseReturnValue:
	"""Ask whether to issue a draft."""
	quote = load(quote_id)
	return render_issue(quote, Form.show(QuoteMove, quote))


@blueprint.post("/emitir")
@grant(Permission.SALES_NOTE)
def issue(quote_id: int) -> ResponseReturnValue:
	"""Give a draft its number."""
	form = Form.read(QuoteMove, request.form)
	made = form.save(
		lambda body: ask(quotes_api.issue_quote, quote_id=quote_id, body=body), current=Quote
	)
	if made is None:
		return render_issue(load(quote_id), form), 422
	notify(_("La cotización es la %(number)s.", number=made.number))
	return lead_to(quote_id)


@blueprint.get("/aceptar")
@grant(Permission.SALES_NOTE)
def ask_accept(quote_id: int) -> ResponseReturnValue:
	"""Ask whether the customer accepts."""
	quote = load(quote_id)
	return render_acceptance(quote, Form.show(QuoteMove, quote))


@blueprint.post("/aceptar")
@grant(Permission.SALES_NOTE)
def accept(quote_id: int) -> ResponseReturnValue:
	"""Make the sale; a second click leads to the same one."""
	form = Form.read(QuoteMove, request.form)
	made = form.save(
		lambda body: ask(quotes_api.accept_quote, quote_id=quote_id, body=body), current=Quote
	)
	if made is None or made.sale is None:
		return render_acceptance(load(quote_id), form), 422
	notify(_("Aceptada: la venta quedó como borrador, a los precios cotizados."))
	return redirect(url_for("sales.show", sale_id=made.sale.id), 303)


@blueprint.get("/rechazar")
@grant(Permission.SALES_NOTE)
def ask_reject(quote_id: int) -> ResponseReturnValue:
	"""Ask why the customer does not want it."""
	quote = load(quote_id)
	return render_rejection(quote, Form.show(QuoteRejection, quote))


@blueprint.post("/rechazar")
@grant(Permission.SALES_NOTE)
def reject(quote_id: int) -> ResponseReturnValue:
	"""Note that the customer does not want it."""
	form = Form.read(QuoteRejection, request.form)
	made = form.save(
		lambda body: ask(quotes_api.reject_quote, quote_id=quote_id, body=body), current=Quote
	)
	if made is None:
		return render_rejection(load(quote_id), form), 422
	notify(_("El rechazo quedó anotado."))
	return lead_to(quote_id)


@blueprint.get("/enviar")
@grant(Permission.SALES_NOTE)
def ask_mail(quote_id: int) -> ResponseReturnValue:
	"""Ask whether to mail a quote to its customer."""
	quote = load(quote_id)
	return render_mail(quote, Form.show(QuoteMailRequest, quote))


@blueprint.post("/enviar")
@grant(Permission.SALES_NOTE)
def mail(quote_id: int) -> ResponseReturnValue:
	"""Mail a quote; a second click mails no second one."""
	form = Form.read(QuoteMailRequest, request.form)
	made = form.save(
		lambda body: ask_once(form.nonce, quotes_api.mail_quote, quote_id=quote_id, body=body),
		current=Quote,
	)
	if made is None:
		return render_mail(load(quote_id), form), 422
	notify(_("La cotización salió a %(address)s.", address=made.mails[-1].sent_to))
	return lead_to(quote_id)


@blueprint.get("/copiar")
@grant(Permission.SALES_NOTE)
def ask_copy(quote_id: int) -> ResponseReturnValue:
	"""Ask whether to write a draft with the same items."""
	quote = load(quote_id)
	return render_copy(quote, Form.show(QuoteMove, quote))


@blueprint.post("/copiar")
@grant(Permission.SALES_NOTE)
def copy(quote_id: int) -> ResponseReturnValue:
	"""Write a draft with the same items; a second click writes no second one."""
	form = Form.read(QuoteMove, request.form)
	made = form.save(
		lambda body: ask_once(form.nonce, quotes_api.copy_quote, quote_id=quote_id, body=body),
		current=Quote,
	)
	if made is None:
		return render_copy(load(quote_id), form), 422
	notify(_("La copia quedó como borrador: son %(total)s.", total=format_money(made.total)))
	return lead_to(made.id)


def load(quote_id: int) -> Quote:
	"""Return a quote as it stands."""
	return ask(quotes_api.show_quote, quote_id=quote_id)


def lead_to(quote_id: int) -> ResponseReturnValue:
	"""Return the way to a quote."""
	return redirect(url_for("quotes.show", quote_id=quote_id), 303)


def render_issue(quote: Quote, form: Form[QuoteMove]) -> str:
	"""Return the page that asks whether to issue a draft."""
	title = _("Emitir «%(name)s»", name=name_quote(quote))
	warning = _(
		"La cotización de %(total)s a %(name)s toma su número y vale hasta el %(day)s. Después no "
		"se edita: se copia en otra.",
		total=format_money(quote.total),
		name=quote.customer_name,
		day=format_date(quote.valid_until),
	)
	return build_step(
		quote, form, MOVE, title, _("Emitir"), icon="file-text", warning=warning
	).render()


def render_acceptance(quote: Quote, form: Form[QuoteMove]) -> str:
	"""Return the page that asks whether the customer accepts."""
	title = _("Aceptar %(name)s", name=name_quote(quote))
	note = _(
		"Se escribe la venta de %(total)s como borrador, a los precios cotizados aunque hoy sean "
		"otros.",
		total=format_money(quote.total),
	)
	return build_step(
		quote, form, MOVE, title, _("Aceptar"), icon="circle-check", note=note
	).render()


def render_rejection(quote: Quote, form: Form[QuoteRejection]) -> str:
	"""Return the page that asks why the customer does not want it."""
	title = _("Rechazar %(name)s", name=name_quote(quote))
	return build_step(quote, form, REJECTION, title, _("Rechazar"), icon="thumb-down").render()


def render_mail(quote: Quote, form: Form[QuoteMailRequest]) -> str:
	"""Return the page that asks whether to mail a quote."""
	title = _("Enviar %(name)s por correo", name=name_quote(quote))
	note = _(
		"El PDF sale enseguida al correo principal de %(name)s. No es de ninguna campaña.",
		name=quote.customer_name,
	)
	return build_step(quote, form, MAIL, title, _("Enviar"), icon="send", note=note).render()


def render_copy(quote: Quote, form: Form[QuoteMove]) -> str:
	"""Return the page that asks whether to copy."""
	title = _("Copiar %(name)s", name=name_quote(quote))
	note = _(
		"Se escribe un borrador con los mismos artículos y descuentos, a los precios de hoy. Esta "
		"queda como está."
	)
	return build_step(quote, form, MOVE, title, _("Copiar"), icon="copy", note=note).render()


def build_step(
	quote: Quote, form: Form[Model], layout: FormLayout, title: str, yes: str, **more: Any
) -> FormPage:
	"""Return the page of a step of a quote."""
	return FormPage(
		title,
		layout,
		form,
		yes=yes,
		no=_("Volver"),
		back=url_for("quotes.show", quote_id=quote.id),
		crumbs=[
			(url_for("quotes.show_list"), _("Cotizaciones")),
			(url_for("quotes.show", quote_id=quote.id), name_quote(quote)),
		],
		path_title=yes,
		chips=[quote.state],
		**more,
	)
