"""Answers that are written once and used often."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import conversations as conversations_api
from chasqui.contracts.mailer.conversations import (
	CannedAnswer,
	CannedAnswerFields,
	CannedAnswerPatch,
)
from chasqui.contracts.wire import Contract
from chasqui.kernel.errors import NotFound
from chasqui.kernel.security.access import grant
from portal.conversations.forms import ANSWER
from portal.conversations.lists import ANSWERS
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.pages.addresses import read_query
from portal.shell.pages.parts import notify
from portal.shell.pages.questions import Question
from portal.siblings import ask

blueprint = Blueprint("canned_answers", __name__, url_prefix="/correspondencia/respuestas")


class NoQuery(Contract):
	"""The list asks nothing."""


@blueprint.get("/")
@grant(Permission.CONVERSATIONS_WRITE)
def show_list() -> ResponseReturnValue:
	"""Show all answers."""
	query = read_query(NoQuery)
	return ANSWERS.render(query, lambda _asked: ask(conversations_api.list_canned_answers))


@blueprint.get("/nueva")
@grant(Permission.CONVERSATIONS_MANAGE)
def ask_add() -> ResponseReturnValue:
	return render(Form(CannedAnswerFields), _("Agregar una respuesta"))


@blueprint.post("/nueva")
@grant(Permission.CONVERSATIONS_MANAGE)
def add() -> ResponseReturnValue:
	"""Keep a new answer."""
	form = Form.read(CannedAnswerFields, request.form)
	if form.save(lambda body: ask(conversations_api.add_canned_answer, body=body)) is None:
		return render(form, _("Agregar una respuesta")), 422
	notify(_("La respuesta quedó guardada."))
	return redirect(url_for("canned_answers.show_list"), 303)


@blueprint.get("/<int:answer_id>")
@grant(Permission.CONVERSATIONS_MANAGE)
def ask_change(answer_id: int) -> ResponseReturnValue:
	return render_change(Form.show(CannedAnswerPatch, find(answer_id)), answer_id)


@blueprint.post("/<int:answer_id>")
@grant(Permission.CONVERSATIONS_MANAGE)
def change(answer_id: int) -> ResponseReturnValue:
	"""Change an answer; what somebody else changed meanwhile is shown."""
	form = Form.read(CannedAnswerPatch, request.form)
	made = form.save(
		lambda body: ask(conversations_api.change_canned_answer, answer_id=answer_id, body=body),
		current=CannedAnswer,
	)
	if made is None:
		return render_change(form, answer_id), 422
	notify(_("La respuesta quedó guardada."))
	return redirect(url_for("canned_answers.show_list"), 303)


@blueprint.get("/<int:answer_id>/borrar")
@grant(Permission.CONVERSATIONS_MANAGE)
def ask_delete(answer_id: int) -> ResponseReturnValue:
	"""Ask whether to delete an answer."""
	return Question(
		title=_("Borrar «%(name)s»", name=find(answer_id).name),
		texts=[_("Los correos que se escribieron con ella quedan como están.")],
		action=url_for("canned_answers.delete", answer_id=answer_id),
		yes=_("Borrar"),
		no=_("Volver"),
		back=url_for("canned_answers.show_list"),
		icon="trash",
	).render()


@blueprint.post("/<int:answer_id>/borrar")
@grant(Permission.CONVERSATIONS_MANAGE)
def delete(answer_id: int) -> ResponseReturnValue:
	"""Delete an answer."""
	ask(conversations_api.delete_canned_answer, answer_id=answer_id)
	notify(_("La respuesta quedó borrada."))
	return redirect(url_for("canned_answers.show_list"), 303)


def find(answer_id: int) -> CannedAnswer:
	"""Return an answer.

	:raises NotFound: there is none
	"""
	known = ask(conversations_api.list_canned_answers).items
	found = next((one for one in known if one.id == answer_id), None)
	if found is None:
		raise NotFound(_("No existe esa respuesta."))
	return found


def render_change(form: Form[Any], answer_id: int) -> str:
	way = url_for("canned_answers.ask_delete", answer_id=answer_id)
	return render(form, _("Editar la respuesta"), first=(way, _("Borrar")))


def render(form: Form[Any], title: str, first: tuple[str, Any] | None = None) -> str:
	"""Return the form of an answer."""
	return FormPage(
		title=title,
		layout=ANSWER,
		form=form,
		back=url_for("canned_answers.show_list"),
		crumbs=[
			(url_for("conversations.show_list"), _("Correspondencia")),
			(url_for("canned_answers.show_list"), _("Respuestas guardadas")),
		],
		first=first,
	).render()
