"""The lists of conversations and of canned answers."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.mailer.conversations import (
	CannedAnswer,
	ConversationBox,
	ConversationState,
	ConversationSummary,
	OwnerChoice,
	Priority,
)
from chasqui.contracts.wire import Contract
from portal.accounts.clients import list_advisor_options
from portal.conversations.labels import list_marks, name_person
from portal.session.staff import read_person
from portal.shell.forms.inputs import Many
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import format_instant, format_number
from portal.shell.labels.words import name_code
from portal.shell.lists.actions import RowAction, RowActions
from portal.shell.lists.cells import Cell
from portal.shell.lists.filters import Choice, FilterWords, Search, Text, Tick
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

BOX = "box"
FILTERS: dict[str, Any] = {
	"q": _("Búsqueda"),
	"ids": _("Elegidas a mano"),
	"box": _("Bandeja"),
	"state": _("Estado"),
	"priority": _("Prioridad"),
	"customer_id": _("Cliente n.º"),
	"campaign_id": _("Campaña n.º"),
	"owner": _("Responsable"),
	"is_unread": _("Sin leer"),
	"is_late": _("Atrasadas"),
}
CODES = {"box": ConversationBox, "state": ConversationState, "priority": Priority}
SHARE = "share"


class SharingFields(Contract):
	"""Among whom conversations are given out."""

	owners: list[str]


SHARING = FormLayout(
	SharingFields,
	[Fieldset([Many("owners", _("Entre quiénes"), options=list_advisor_options)])],
)


def show_conversation(row: ConversationSummary) -> Cell:
	"""Return who one writes with and about what, and the way there."""
	way = url_for("conversations.show", conversation_id=row.id)
	return Cell(name_person(row), way, chips=list_marks(row), sub=[row.subject])


def show_owner(row: ConversationSummary) -> str:
	return row.owner_name if row.owner else ""


def count_conversations(count: int) -> Any:
	"""Return how many conversations, in words."""
	text = format_number(count)
	return ngettext("%(count)s conversación", "%(count)s conversaciones", count, count=text)


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter is called."""
	if name in CODES:
		return str(name_code(value).text)
	if name == "owner":
		known = dict(list_advisor_options())
		return str(known.get(str(value).removeprefix("staff:"), value))
	return str(value)


def list_boxes() -> list[tuple[str, str]]:
	"""Return the boxes that somebody has: who does not see everybody has their own."""
	sees_all = read_person().may(Permission.CUSTOMERS_READ)
	boxes = list(ConversationBox) if sees_all else [ConversationBox.ALL]
	return [(one.value, str(name_code(one).text)) for one in boxes]


ACTIONS = RowActions[ConversationSummary](
	at="conversation_actions.ask",
	caption=_("Acciones sobre varias conversaciones"),
	name_box=lambda row: _("Elegir la conversación con %(name)s", name=name_person(row)),
	count_rows=count_conversations,
	everything=_("A todas las conversaciones de la bandeja."),
	nothing=_("Elija al menos una conversación de la lista."),
	kept=(BOX,),
	actions=(
		RowAction(
			SHARE,
			Permission.CONVERSATIONS_MANAGE,
			_("Repartir"),
			layout=SHARING,
			text=_("Se reparten por turno, de la más antigua a la más nueva."),
			fault=_("Elija al menos una persona."),
		),
	),
)
CONVERSATIONS = ListPage(
	title=_("Correspondencia"),
	file="correspondencia",
	file_needs=Permission.CUSTOMERS_EXPORT,
	views=ListName.CONVERSATIONS,
	lead=_("Los correos que se cruzan con cada persona, y a quién le toca responder."),
	table=Table[ConversationSummary](
		_("Correspondencia"),
		(
			Column(_("Con quién"), show_conversation),
			Column(_("Lo último"), lambda row: row.snippet, name="snippet"),
			Column(_("Responsable"), show_owner, name="owner"),
			Column(_("Campaña"), lambda row: row.campaign_name, name="campaign"),
			Column(
				_("Responder hasta"), lambda row: format_instant(row.due_at), sort="due",
				is_short=True, name="due",
			),
			Column(
				_("Último correo"), lambda row: format_instant(row.last_at), sort="last",
				is_short=True,
			),
		),
		sort="-last",
		style="list-table",
		usual=("snippet", "owner", "due"),
	),
	filters=(
		Choice("box", _("Bandeja"), list_boxes, every=""),
		Choice("state", _("Estado"), ConversationState),
		Search("q", _("Nombre, dirección o asunto")),
	),
	further=(
		Tick("is_unread", _("Sin leer")),
		Tick("is_late", _("Atrasadas")),
		Choice("priority", _("Prioridad"), Priority),
		Text("campaign_id", _("Campaña n.º"), size=6, mode="numeric"),
	),
	words=FilterWords(FILTERS, name_filter),
	actions=ACTIONS,
	empty=Empty(
		"inbox",
		_("No hay correspondencia aquí"),
		_(
			"Se empieza en la ficha de un cliente, con «Escribir»; lo que responda llega aquí, y "
			"también quien escriba por su cuenta."
		),
	),
	ways=(
		Way(_("Respuestas guardadas"), "canned_answers.show_list", "bookmark"),
		Way(_("Escribir"), "conversation_forms.ask_start", "edit", is_primary=True),
	),
)  # fmt: skip


def show_text(row: CannedAnswer) -> Cell:
	"""Return the beginning of an answer."""
	return Cell(row.text[:200], is_long=True)


def show_answer(row: CannedAnswer) -> Cell:
	"""Return the name of an answer, and the way to change it."""
	may_change = read_person().may(Permission.CONVERSATIONS_MANAGE)
	way = url_for("canned_answers.ask_change", answer_id=row.id) if may_change else ""
	return Cell(row.name, way)


ANSWERS = ListPage(
	title=_("Respuestas guardadas"),
	file="respuestas-guardadas",
	lead=_("Lo que se responde a menudo, escrito una vez. Se eligen al escribir un correo."),
	crumbs=(("conversations.show_list", _("Correspondencia")),),
	table=Table[CannedAnswer](
		_("Respuestas guardadas"),
		(Column(_("Nombre"), show_answer), Column(_("Texto"), show_text)),
	),
	empty=Empty(
		"bookmark",
		_("Todavía no hay respuestas guardadas"),
		_("Escriba la primera: cómo pagar, dónde queda la agencia, qué horario hay."),
	),
	ways=(
		Way(
			_("Agregar"), "canned_answers.ask_add", "plus", Permission.CONVERSATIONS_MANAGE,
			is_primary=True,
		),
	),
)  # fmt: skip


def choose_owners(chosen: list[str]) -> list[OwnerChoice]:
	"""Return the people of the staff that were chosen, by name."""
	names = dict(list_advisor_options())
	known = [one for one in chosen if one in names]
	return [OwnerChoice(owner=f"staff:{one}", name=str(names[one])) for one in known]
