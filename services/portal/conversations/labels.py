"""What states of conversations are called, and what is said of their mails."""

from enum import StrEnum
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.mailer.conversations import (
	ConversationBox,
	ConversationMail,
	ConversationState,
	ConversationSummary,
	MailDirection,
	Objection,
	Priority,
)
from chasqui.contracts.mailer.runs import DeliveryState
from portal.mailing.labels.runs import name_reason
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words, name_code

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(ConversationState.OPEN, Label(_("Por responder"), "warn", "inbox")),
	(ConversationState.WAITING, Label(_("Espera respuesta"), "info", "hourglass")),
	(ConversationState.CLOSED, Label(_("Cerrada"), "plain", "archive")),
	(ConversationBox.MINE, Label(_("Mías"), "plain", "user")),
	(ConversationBox.UNASSIGNED, Label(_("Sin responsable"), "plain", "inbox")),
	(ConversationBox.ALL, Label(_("Todas"), "plain", "mail")),
	(ConversationBox.UNKNOWN, Label(_("Remitentes desconocidos"), "plain", "help")),
	(Priority.NORMAL, Label(_("Normal"), "plain")),
	(Priority.HIGH, Label(_("Prioridad alta"), "bad", "flag")),
	(MailDirection.IN, Label(_("Recibido"), "info", "mail")),
	(MailDirection.OUT, Label(_("Enviado"), "plain", "send")),
	(MailDirection.NOTE, Label(_("Nota interna"), "warn", "note")),
	(Objection.PROPOSED, Label(_("Parece pedir que no se le escriba"), "warn", "mail-off")),
	(Objection.ACCEPTED, Label(_("Pidió no recibir publicidad"), "bad", "mail-off")),
	(Objection.DISMISSED, Label(_("No era un pedido de baja"), "plain", "check")),
)
FLAWS = {
	"unreadable": _("No se pudo leer: está guardado como llegó."),
	"cut": _("Se muestra una parte: el correo entero está en el original."),
	"parts": _("Trae más partes de las que se leen: están en el original."),
}
MEGABYTE = 1024 * 1024
LATE = Label(_("Atrasada"), "bad", "clock")
UNREAD = Label(_("Sin leer"), "info", "mail")


def name_person(row: ConversationSummary) -> str:
	"""Return who one writes with: as they call themselves, or their address."""
	return row.person or row.email or str(gettext("(datos borrados)"))


def list_marks(row: ConversationSummary) -> list[Label]:
	"""Return what is to be seen at once of a conversation."""
	marks = [name_code(row.state)]
	marks += [UNREAD] * row.is_unread + [LATE] * row.is_late
	marks += [name_code(row.priority)] * (row.priority is Priority.HIGH)
	return marks + [name_code(Objection.PROPOSED)] * (row.objection is Objection.PROPOSED)


def describe_delivery(mail: ConversationMail) -> Label | None:
	"""Return what became of a mail of ours, with the reason where it did not arrive."""
	if mail.state is None:
		return None
	label = name_code(mail.state)
	is_bad = mail.state in (DeliveryState.FAILED, DeliveryState.SKIPPED)
	if not (is_bad and mail.reason):
		return label
	return Label(f"{label.text}: {name_reason(mail.reason)}", label.tone, label.icon)


def format_size(size: int) -> str:
	"""Return the bytes of a file as people say them."""
	if size < MEGABYTE:
		return f"{format_number(max(size // 1024, 1))} kB"
	return f"{format_number(round(size / MEGABYTE, 1))} MB"


def name_flaw(code: str) -> Any:
	"""Return what is said of a mail that could not be read as it is."""
	return FLAWS.get(code, code)


WORDS = Words(
	PAIRS,
	filters={
		"conversation_person": name_person,
		"conversation_marks": list_marks,
		"mail_delivery": describe_delivery,
		"mail_flaw": name_flaw,
		"file_size": format_size,
	},
)
