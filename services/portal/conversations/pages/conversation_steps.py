"""What becomes of a conversation: taken, passed on, closed, given to a customer, an objection."""

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.mailer import conversations as conversations_api
from chasqui.contracts.mailer.conversations import (
	ConversationPatch,
	ConversationState,
	Objection,
)
from chasqui.kernel.errors import Conflict, Invalid, NotFound
from chasqui.kernel.security.access import grant
from portal.accounts.clients import list_advisor_options
from portal.session.staff import read_person
from portal.shell.pages.customer_choice import CUSTOMER
from portal.shell.pages.parts import notify
from portal.shell.pages.questions import Question
from portal.siblings import ask

blueprint = Blueprint(
	"conversation_steps", __name__, url_prefix="/correspondencia/<int:conversation_id>"
)


@blueprint.post("/responsable")
@grant(Permission.CONVERSATIONS_WRITE)
def pass_to(conversation_id: int) -> ResponseReturnValue:
	"""Take a conversation, let it go, or pass it to somebody of the staff."""
	chosen = request.form.get("owner", "")
	if not chosen:
		return change(conversation_id, _("Quedó sin responsable."), is_released=True)
	me = read_person()
	names = {**dict(list_advisor_options()), str(me.id): me.name}
	if chosen not in names:
		notify(_("Elija a alguien de la lista."), "warn")
		return lead_to(conversation_id)
	text = _("La atiende %(name)s.", name=names[chosen])
	return change(
		conversation_id, text, owner=f"staff:{chosen}", owner_name=str(names[chosen])[:120]
	)


@blueprint.post("/estado")
@grant(Permission.CONVERSATIONS_WRITE)
def move(conversation_id: int) -> ResponseReturnValue:
	"""Close a conversation, or open it again."""
	is_closed = request.form.get("state") == ConversationState.CLOSED
	state = ConversationState.CLOSED if is_closed else ConversationState.OPEN
	text = (
		_("Quedó cerrada. Si la persona escribe, se abre otra vez.")
		if is_closed
		else _("Está abierta otra vez.")
	)
	return change(conversation_id, text, state=state)


@blueprint.post("/prioridad")
@grant(Permission.CONVERSATIONS_WRITE)
def weigh(conversation_id: int) -> ResponseReturnValue:
	"""Say how urgent it is."""
	return change(conversation_id, _("Cambió la prioridad."), priority=request.form.get("priority"))


@blueprint.get("/baja")
@grant(Permission.CONVERSATIONS_WRITE)
def ask_objection(conversation_id: int) -> ResponseReturnValue:
	"""Ask whether somebody wants no advertising any more."""
	found = ask(conversations_api.show_conversation, conversation_id=conversation_id)
	return Question(
		title=_("No enviarle más publicidad"),
		texts=[
			_(
				"A %(address)s no se le mandará más publicidad, de ninguna campaña. Todavía se le "
				"puede responder.",
				address=found.email,
			),
			_("Solo la misma persona puede volver a pedirla."),
		],
		action=url_for("conversation_steps.decide", conversation_id=conversation_id),
		yes=_("No enviarle más"),
		no=_("Volver"),
		back=url_for("conversations.show", conversation_id=conversation_id),
		icon="mail-off",
		fields={"objection": Objection.ACCEPTED, "version": str(found.version)},
	).render()


@blueprint.post("/baja")
@grant(Permission.CONVERSATIONS_WRITE)
def decide(conversation_id: int) -> ResponseReturnValue:
	"""Accept what somebody asked for, or note that it meant something else."""
	is_accepted = request.form.get("objection") == Objection.ACCEPTED
	objection = Objection.ACCEPTED if is_accepted else Objection.DISMISSED
	text = (
		_("No recibirá más publicidad.") if is_accepted else _("Anotado: no era un pedido de baja.")
	)
	return change(conversation_id, text, objection=objection)


@blueprint.get("/cliente")
@grant(Permission.CUSTOMERS_READ)
def give_to(conversation_id: int) -> ResponseReturnValue:
	"""Give what somebody unknown wrote to the customer whom the address names."""
	customer_id = request.args.get(CUSTOMER, type=int)
	found = ask(conversations_api.show_conversation, conversation_id=conversation_id)
	return Question(
		title=_("Anotar de quién es"),
		texts=[
			_(
				"Lo que escribió %(address)s quedará en la ficha del cliente n.º %(id)s.",
				address=found.email or "",
				id=customer_id or 0,
			)
		],
		action=url_for("conversation_steps.keep_customer", conversation_id=conversation_id),
		yes=_("Es de este cliente"),
		no=_("Volver"),
		back=url_for("conversations.show", conversation_id=conversation_id),
		fields={"customer_id": str(customer_id or ""), "version": str(found.version)},
	).render()


@blueprint.post("/cliente")
@grant(Permission.CUSTOMERS_READ)
def keep_customer(conversation_id: int) -> ResponseReturnValue:
	"""Note whose a conversation is."""
	number = request.form.get("customer_id", type=int)
	return change(conversation_id, _("Quedó en la ficha del cliente."), customer_id=number)


def change(conversation_id: int, done: str, **given: Any) -> ResponseReturnValue:
	"""Change what is given, of the state that the page showed, and say so."""
	try:
		patch = ConversationPatch.model_validate(
			{"version": request.form.get("version", 0, type=int), **given}
		)
		ask(conversations_api.change_conversation, conversation_id=conversation_id, body=patch)
		notify(done)
	except (Conflict, Invalid, NotFound) as error:
		notify(error.detail, "warn")
	except ValueError:
		notify(_("Eso no se puede elegir."), "warn")
	return lead_to(conversation_id)


def lead_to(conversation_id: int) -> ResponseReturnValue:
	return redirect(url_for("conversations.show", conversation_id=conversation_id), 303)
