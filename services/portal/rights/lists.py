"""The lists of requests, of erasures and of the audit."""

from collections.abc import Mapping
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.audit import AuditAction, AuditEntry
from chasqui.contracts.customers.names import CustomerName
from chasqui.contracts.customers.rights import (
	Erasure,
	ErasureState,
	RequestState,
	RightKind,
	RightsRequest,
)
from chasqui.contracts.customers.views import ListName
from chasqui.kernel.sheets.cells import Row
from chasqui.kernel.texts.text import say
from portal.accounts.labels.security import name_actor
from portal.accounts.lists.security import show_actor
from portal.profile.labels.deeds import describe_details, name_deed
from portal.shell.labels.formats import format_date, format_instant, read_zone
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, Link
from portal.shell.lists.filters import Choice, Day, Text
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.job_pages import STAGES
from portal.shell.pages.list_page import Empty, ListPage, Way
from portal.siblings import HOLDERS

URGENT_DAYS = 4
FILES = (("csv", _("CSV"), "download"), ("xlsx", _("Excel"), "file-spreadsheet"))
TITLES = (
	say("Cuándo"),
	say("Quién"),
	say("Cuenta"),
	say("Qué hizo"),
	say("Número de cliente"),
	say("Cliente"),
	say("Detalle"),
)
"""Of the file of the audit."""


def name_request(row: RightsRequest, names: Mapping[int, CustomerName] | None) -> Cell:
	"""Return who asks, how, and their record: of who had the data erased the number alone."""
	description = gettext("Solicitud %(id)s, por %(channel)s", id=row.id, channel=row.channel)
	sub: list[str | Link] = [description]
	if row.customer_id:
		text = gettext("ficha %(id)s", id=row.customer_id)
		way = url_for("customers.show", customer_id=row.customer_id)
		is_there = names is None or row.customer_id in names
		sub.append(Link(text, way) if is_there else text)
	return Cell(row.requester, url_for("rights.show", request_id=row.id), sub=sub)


def name_term(row: RightsRequest) -> Label:
	"""Return how much of the term of the law is left, or how the request ended."""
	left = row.days_left
	if row.state is not RequestState.OPEN:
		return name_code(row.state)
	if left < 0:
		late = ngettext(
			"venció hace %(count)s día", "venció hace %(count)s días", -left, count=-left
		)
		return Label(late, "bad", "alert-circle")
	if left == 0:
		return Label(gettext("vence hoy"), "bad", "clock")
	text = ngettext("queda %(count)s día", "quedan %(count)s días", left, count=left)
	return Label(text, "warn" if left <= URGENT_DAYS else "ok", "clock")


def name_erasure(row: Erasure) -> Cell:
	"""Return an erasure with the record that it was of."""
	return Cell(
		gettext("Borrado %(id)s", id=row.id),
		url_for("erasures.show", erasure_id=row.id),
		sub=[gettext("registro %(id)s", id=row.customer_id)],
	)


def name_progress(row: Erasure) -> Label:
	"""Return when an erasure ended, or how many services have given their receipt."""
	if row.finished_at:
		day = format_date(row.finished_at)
		return Label(gettext("terminado el %(day)s", day=day), "ok", "circle-check")
	if row.state is ErasureState.FAILED:
		return name_code(row.state)
	text = gettext("%(done)s de %(all)s recibos", done=len(row.receipts), all=len(HOLDERS))
	return Label(text, "warn", "hourglass")


def name_customer(row: AuditEntry, names: Mapping[int, CustomerName]) -> Cell:
	"""Return whom an entry is about; of who had the data erased there is the number alone."""
	if not row.customer_id:
		return Cell()
	number = gettext("registro %(id)s", id=row.customer_id)
	one = names.get(row.customer_id)
	if one is None:
		return Cell(number)
	way = url_for("customers.show", customer_id=one.id)
	return Cell(one.name, way, sub=[number, one.masked_id])


ERASURES = ListPage(
	views=ListName.ERASURES,
	filters=(STAGES,),
	file="borrados",
	title=_("Borrados"),
	crumbs=(("rights.show_list", _("Solicitudes")),),
	lead=_(
		"Cada borrado termina cuando todos los servicios dan su recibo. De la persona no queda "
		"ningún dato."
	),
	table=Table[Erasure](
		_("Borrados"),
		(
			Column(_("Borrado"), name_erasure),
			Column(_("Motivo"), lambda row: row.reason),
			Column(
				_("Pedido"),
				lambda row: Cell(format_instant(row.requested_at), sub=[row.requested_by]),
			),
			Column(_("Estado"), lambda row: Cell(chips=[name_progress(row)])),
		),
	),
	empty=Empty(
		"trash",
		_("No se ha borrado a nadie"),
		_("El borrado se pide desde la ficha de la persona."),
	),
)


def write_row(entry: AuditEntry, names: Mapping[int, CustomerName]) -> Row:
	"""Return an entry as a row of the file, in the words of the page."""
	customer = names.get(entry.customer_id or 0)
	return (
		entry.at.astimezone(read_zone()).replace(tzinfo=None),
		str(name_actor(entry.actor, entry.actor_name)),
		entry.actor,
		str(name_deed(entry).text),
		entry.customer_id,
		customer.name if customer else "",
		describe_details(entry),
	)


def build_requests(names: Mapping[int, CustomerName] | None) -> ListPage[RightsRequest]:
	"""Return the list of requests; `names` are the customers that still have a record."""
	return ListPage(
		file="solicitudes",
		title=_("Solicitudes de derechos"),
		views=ListName.REQUESTS,
		blanks=("state",),
		name=_("Solicitudes"),
		lead=_(
			"Acceso, rectificación, eliminación, oposición y portabilidad: la ley da quince "
			"días para responder."
		),
		table=Table[RightsRequest](
			_("Solicitudes, la más urgente primero"),
			(
				Column(_("Quién la pide"), lambda row: name_request(row, names)),
				Column(_("Derecho"), lambda row: Cell(chips=[name_code(row.kind)])),
				Column(_("Recibida"), lambda row: format_date(row.received_on)),
				Column(_("Vence"), lambda row: format_date(row.due_on)),
				Column(_("Plazo"), lambda row: Cell(chips=[name_term(row)])),
			),
		),
		filters=(
			Choice("state", _("Estado"), RequestState, every=_("Todas")),
			Choice("kind", _("Derecho"), RightKind),
		),
		empty=Empty(
			"circle-check",
			_("No hay solicitudes aquí"),
			_(
				"Cuando una persona ejerza un derecho, ábrale una solicitud: el plazo corre desde "
				"que la recibió."
			),
		),
		ways=(
			Way(_("Borrados"), "erasures.show_list", "trash"),
			Way(_("Abrir solicitud"), "rights.ask_open", "plus", is_primary=True),
		),
	)


def build_audit(
	actors: Mapping[str, Any], names: Mapping[int, CustomerName]
) -> ListPage[AuditEntry]:
	"""Return the list of the audit; it can be narrowed to the accounts that it shows."""
	columns: tuple[Column[AuditEntry], ...] = (
		Column(_("Cuándo"), lambda row: format_instant(row.at), is_short=True),
		Column(_("Quién"), lambda row: show_actor(row.actor, row.actor_name)),
		Column(_("Qué hizo"), lambda row: Cell(chips=[name_deed(row)])),
		Column(_("Cliente"), lambda row: name_customer(row, names)),
		Column(_("Detalle"), describe_details),
	)
	return ListPage(
		title=_("Auditoría"),
		lead=_(
			"Quién vio, cambió, exportó o borró datos de clientes, y cuándo. Nadie puede cambiarla."
		),
		table=Table(_("Auditoría"), columns),
		views=ListName.AUDIT,
		filters=(
			Text("customer_id", _("Número de cliente"), size=8, mode="numeric"),
			Choice("actor", _("Quién"), actors.items, every=_("Cualquiera")),
			Choice("action", _("Qué hizo"), AuditAction, every=_("Todo")),
			Day("desde", _("Desde")),
			Day("hasta", _("Hasta")),
		),
		empty=Empty(
			"eye",
			_("Todavía no hay nada anotado"),
			_("Cada cambio, consulta y salida de datos queda aquí, con quién lo hizo."),
		),
		ways=tuple(
			Way(
				text,
				"audit.download",
				icon,
				keeps_filters=True,
				extra={"form": form},
			)
			for form, text, icon in FILES
		),
	)
