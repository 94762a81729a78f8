"""What an entry of a campaign's log says: what was done, and the rest of it in words."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.log import LogEntry, LogKind
from chasqui.contracts.mailer.runs import RunKind, RunState
from portal.campaigns.labels.fields import FIELD_NAMES
from portal.mailing.labels.merge_fields import write_merged
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words, name_code

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(LogKind.CREATED, Label(_("Creó la campaña"), "primary", "plus")),
	(LogKind.EDITED, Label(_("Cambió sus datos"), "info", "edit")),
	(LogKind.PHASE, Label(_("Cambió la fase"), "primary", "flag")),
	(LogKind.AUDIENCE, Label(_("Construyó la audiencia"), "ok", "users")),
	(LogKind.ASSIGNED, Label(_("Asignó clientes"), "plum", "user-plus")),
	(LogKind.WITHDRAWN, Label(_("Quitó clientes"), "warn", "users")),
	(LogKind.HANDED_OVER, Label(_("Traspasó clientes"), "plum", "arrow-right")),
	(LogKind.ROUND, Label(_("Abrió una ronda de llamadas"), "plum", "refresh")),
	(LogKind.REVIEWED, Label(_("Pidió revisar el riesgo"), "info", "shield-search")),
	(LogKind.MAIL, Label(_("Correo"), "info", "send")),
	(LogKind.NOTE, Label(_("Nota"), "info", "message-circle")),
	(LogKind.OWNER, Label(_("Pasó la campaña a otra persona"), "plum", "user-plus")),
	(LogKind.ARCHIVED, Label(_("La archivó"), "plain", "archive")),
	(LogKind.RESTORED, Label(_("La sacó del archivo"), "plain", "arrow-left")),
	(LogKind.BUDGET, Label(_("Presupuesto"), "warn", "cash")),
)
OPENINGS: dict[RunKind, Any] = {
	RunKind.MONTHLY: _("Se abrió el envío del mes"),
	RunKind.ON_DEMAND: _("Se abrió un envío"),
	RunKind.TEST: _("Se envió una prueba"),
}
MOVES: dict[RunState, Any] = {
	RunState.SENDING: _("Se reanudó el envío"),
	RunState.PAUSED: _("Se detuvo el envío"),
	RunState.CANCELLED: _("Se canceló el envío"),
	RunState.FAILED: _("Falló el envío"),
	RunState.MISSED: _("No se hizo el envío del mes"),
	RunState.DONE: _("Terminó el envío"),
}


def name_entry(entry: LogEntry) -> Label:
	"""Return what was done."""
	if entry.kind is LogKind.PHASE and entry.phase:
		look = name_code(entry.phase)
		return Label(gettext("Pasó a «%(phase)s»", phase=look.text), look.tone, look.icon)
	if entry.run_kind is None or entry.run_state is None:
		return name_code(entry.kind)
	if entry.run_kind is RunKind.TEST or entry.run_state is RunState.FILLING:
		look = name_code(entry.run_kind)
		return Label(OPENINGS.get(entry.run_kind, look.text), look.tone, look.icon)
	look = name_code(entry.run_state)
	return Label(MOVES.get(entry.run_state, look.text), look.tone, look.icon)


def describe_entry(entry: LogEntry) -> str:
	"""Return what else an entry says, in one line."""
	return " · ".join(str(part) for part in _list_parts(entry) if part)


def _list_parts(entry: LogEntry) -> Iterator[Any]:
	if entry.previous:
		yield gettext("antes: %(phase)s", phase=name_code(entry.previous).text)
	yield entry.reason
	yield ", ".join(str(FIELD_NAMES.get(name, name)) for name in entry.fields)
	if entry.kind is LogKind.MAIL:
		yield write_merged(entry.name)
		yield _count_mails(entry.count or 0)
	else:
		yield entry.name
		yield "" if entry.number is None else gettext("ronda %(number)s", number=entry.number)
		yield "" if entry.percent is None else _say_spent(entry.percent)
		yield "" if entry.count is None else _count_people(entry.count)


def _count_mails(count: int) -> str:
	"""Return how many mails a run has; nothing before they are counted."""
	shown = format_number(count)
	return ngettext("%(shown)s correo", "%(shown)s correos", count, shown=shown) if count else ""


def _say_spent(percent: int) -> str:
	return str(gettext("gastó el %(percent)s %%", percent=format_number(percent)))


def _count_people(count: int) -> str:
	shown = format_number(count)
	return str(ngettext("%(shown)s cliente", "%(shown)s clientes", count, shown=shown))


WORDS = Words(PAIRS)
