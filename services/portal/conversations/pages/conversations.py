"""Correspondence: the list, one conversation with its mails, what they hold."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import conversations as conversations_api
from chasqui.contracts.mailer.conversations import (
	Conversation,
	ConversationQuery,
	Letter,
	MailPageQuery,
)
from chasqui.kernel.security.access import grant
from portal.accounts.clients import list_advisor_options
from portal.conversations.forms import NAMES, begin_mail, describe_limits, fill, name_reader
from portal.conversations.lists import CONVERSATIONS
from portal.session.staff import read_person
from portal.shell.forms.form import Form
from portal.shell.pages.addresses import read_query
from portal.shell.pages.downloads import pass_on
from portal.shell.pages.headers import MAIL_POLICY, PICTURES_POLICY
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask, open_stream

PAGE_ROWS = 25

blueprint = Blueprint("conversations", __name__, url_prefix="/correspondencia")
ENTRY = Entry(
	Group.WORK,
	8,
	lazy_gettext("Correspondencia"),
	"mail",
	"conversations.show_list",
	besides=("conversation_forms", "canned_answers"),
)


@blueprint.get("/")
@grant(Permission.CONVERSATIONS_WRITE)
def show_list() -> ResponseReturnValue:
	"""Show the conversations of a box."""
	query = read_query(ConversationQuery, limit=PAGE_ROWS)
	return CONVERSATIONS.render(
		query, lambda asked: ask(conversations_api.list_conversations, query=asked)
	)


@blueprint.get("/<int:conversation_id>")
@grant(Permission.CONVERSATIONS_WRITE)
def show(conversation_id: int) -> ResponseReturnValue:
	"""Show a conversation; what came is read by whom it waits for."""
	found = ask(conversations_api.show_conversation, conversation_id=conversation_id)
	if found.is_unread and found.owner in (None, f"staff:{read_person().id}"):
		load_part(lambda: ask(conversations_api.read_conversation, conversation_id=conversation_id))
	return render_conversation(found, Form(Letter))


@blueprint.get("/<int:conversation_id>/correos/<int:mail_id>/pagina")
@grant(Permission.CONVERSATIONS_WRITE)
def show_page(conversation_id: int, mail_id: int) -> ResponseReturnValue:
	"""Return a mail as its author laid it out, locked in; its pictures only where asked for."""
	query = MailPageQuery(with_pictures="imagenes" in request.args)
	place = {"conversation_id": conversation_id, "mail_id": mail_id}
	with open_stream(conversations_api.show_mail_page, query=query, **place) as chunks:
		page = b"".join(chunks)
	policy = PICTURES_POLICY if query.with_pictures else MAIL_POLICY
	headers = {"Content-Security-Policy": policy, "Referrer-Policy": "no-referrer"}
	return Response(page, mimetype="text/html", headers=headers)


@blueprint.get("/<int:conversation_id>/correos/<int:mail_id>/original")
@grant(Permission.CONVERSATIONS_WRITE)
def show_original(conversation_id: int, mail_id: int) -> ResponseReturnValue:
	"""Pass a mail on as it came."""
	stream = open_stream(
		conversations_api.show_original, conversation_id=conversation_id, mail_id=mail_id
	)
	return pass_on(stream, f"correo-{mail_id}.eml")


@blueprint.get("/<int:conversation_id>/archivos/<int:file_id>/<name>")
@grant(Permission.CONVERSATIONS_WRITE)
def show_file(conversation_id: int, file_id: int, name: str) -> ResponseReturnValue:
	"""Pass a file on, to be downloaded and never shown."""
	stream = open_stream(
		conversations_api.show_file, conversation_id=conversation_id, file_id=file_id
	)
	return pass_on(stream, name)


def render_conversation(found: Conversation, form: Form[Letter]) -> str:
	"""Return the page of a conversation, with the form of an answer."""
	answers = load_part(lambda: ask(conversations_api.list_canned_answers).items)
	reader = name_reader(found)
	return render_template(
		"conversations/show.html",
		found=found,
		form=begin_mail(form, answers.value or [], reader),
		answers=[(one, fill(one.text, reader)) for one in answers.value or []],
		names=NAMES,
		limits=describe_limits(),
		staff=list_advisor_options() if read_person().may(Permission.STAFF_READ) else [],
		me=read_person(),
		is_mine=found.owner == f"staff:{read_person().id}",
	)
