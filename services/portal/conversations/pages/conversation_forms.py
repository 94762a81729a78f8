"""What is written into conversations: the first mail, answers, notes."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import conversations as conversations_api
from chasqui.contracts.mailer.conversations import ConversationNote, ConversationStart, Letter
from chasqui.kernel.security.access import grant
from chasqui.kernel.web.bodies import take_uploads
from portal.conversations.forms import (
	FILES,
	NAMES,
	begin_mail,
	describe_limits,
	fill,
	write_files,
)
from portal.conversations.pages.conversations import render_conversation
from portal.sales.clients import find_customer_name
from portal.shell.forms.form import Form
from portal.shell.pages.customer_choice import CUSTOMER, CustomerChoice
from portal.shell.pages.parts import load_part, notify
from portal.siblings import ask, ask_once

blueprint = Blueprint("conversation_forms", __name__, url_prefix="/correspondencia")
CUSTOMERS = CustomerChoice(
	title=lazy_gettext("Escribir un correo"),
	question=lazy_gettext("¿A quién?"),
	endpoint="conversation_forms.ask_start",
	above=("conversations.show_list", lazy_gettext("Correspondencia")),
	hint=lazy_gettext("Abra la ficha de la persona a la que atiende, y ahí «Escribir»."),
)


@blueprint.get("/nueva")
@grant(Permission.CONVERSATIONS_WRITE)
def ask_start() -> ResponseReturnValue:
	"""Ask to whom, then what."""
	customer_id = request.args.get(CUSTOMER, type=int)
	if customer_id is None:
		return CUSTOMERS.render()
	return render_start(Form(ConversationStart), customer_id)


@blueprint.post("/nueva")
@grant(Permission.CONVERSATIONS_WRITE)
@take_uploads
def start() -> ResponseReturnValue:
	"""Write to a customer; a second click writes no second mail."""
	customer_id = request.form.get("customer_id", 0, type=int)
	form = Form.read(ConversationStart, request.form)
	made = form.save(
		lambda body: ask_once(form.nonce, conversations_api.start_conversation, body=body),
		given={"files": write_files(request.files.getlist(FILES))},
	)
	if made is None:
		return render_start(form, customer_id), 422
	notify(_("El correo está por salir a %(address)s.", address=made.email))
	return redirect(url_for("conversations.show", conversation_id=made.id), 303)


@blueprint.post("/<int:conversation_id>/respuesta")
@grant(Permission.CONVERSATIONS_WRITE)
@take_uploads
def answer(conversation_id: int) -> ResponseReturnValue:
	"""Answer; a second click writes no second mail."""
	form = Form.read(Letter, request.form)
	number = conversation_id
	made = form.save(
		lambda body: ask_once(
			form.nonce, conversations_api.answer_conversation, conversation_id=number, body=body
		),
		given={"files": write_files(request.files.getlist(FILES))},
	)
	if made is None:
		found = ask(conversations_api.show_conversation, conversation_id=number)
		return render_conversation(found, form), 422
	notify(_("La respuesta está por salir a %(address)s.", address=made.email))
	return redirect(url_for("conversations.show", conversation_id=number), 303)


@blueprint.post("/<int:conversation_id>/nota")
@grant(Permission.CONVERSATIONS_WRITE)
def note(conversation_id: int) -> ResponseReturnValue:
	"""Write a note for the staff."""
	form = Form.read(ConversationNote, request.form)
	number = conversation_id
	made = form.save(
		lambda body: ask_once(
			form.nonce, conversations_api.note_conversation, conversation_id=number, body=body
		)
	)
	if made is None:
		notify(" ".join(form.errors.values()), "warn")
	else:
		notify(_("La nota quedó en la conversación; la persona no la ve."))
	return redirect(url_for("conversations.show", conversation_id=number), 303)


def render_start(form: Form[Any], customer_id: int) -> str:
	"""Return the form of a first mail."""
	customer = find_customer_name(customer_id)
	answers = load_part(lambda: ask(conversations_api.list_canned_answers).items)
	reader = customer.split(" ")[0] if customer else ""
	return render_template(
		"conversations/start.html",
		form=begin_mail(form, answers.value or [], reader),
		answers=[(one, fill(one.text, reader)) for one in answers.value or []],
		names=NAMES,
		limits=describe_limits(),
		customer_id=customer_id,
		customer=customer,
	)
