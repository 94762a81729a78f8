"""The list of security events."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.security import SecurityEntry, SecurityKind
from chasqui.contracts.customers.views import ListName
from portal.accounts.labels.security import (
	describe_actor,
	name_actor,
	name_detail,
	name_doer,
	name_security,
	name_service,
	name_subject,
)
from portal.session.staff import read_person
from portal.shell.labels.formats import format_instant, format_number
from portal.shell.lists.cells import Cell, Link
from portal.shell.lists.filters import Choice, Text
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage


def show_subject(row: SecurityEntry) -> Cell:
	"""Return who it was, in words, and who did it to them."""
	return show_actor(row.subject, row.subject_name, name_doer(row))


def show_actor(subject: str, name: str, *further: Any) -> Cell:
	"""Return who did something, with the way to the account for who looks after accounts."""
	called, description = name_actor(subject, name), describe_actor(subject)
	way = link_account(subject)
	if called == description:
		return Cell(called, way, sub=further)
	return Cell(called, sub=[Link(description, way) if way else description, *further])


def link_account(subject: str) -> str:
	"""Return the way to an account, for who looks after accounts; to nothing else."""
	kind, _colon, code = subject.partition(":")
	if kind != "staff" or not code.isdecimal() or not read_person().may(Permission.STAFF_MANAGE):
		return ""
	return url_for("staff.show", staff_id=int(code))


def show_kind(row: SecurityEntry) -> Cell:
	"""Return what happened, and what was given or changed by it."""
	return Cell(chips=[name_security(row.kind)], sub=[name_detail(row)])


LATEST = Table[SecurityEntry](
	_("Lo último que pasó con la cuenta"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.at), is_short=True),
		Column(_("Qué pasó"), show_kind),
		Column(_("Quién"), lambda row: Cell(name_subject(row), sub=[name_doer(row)])),
		Column(_("Desde"), lambda row: Cell(row.address or "", is_long=True)),
	),
)
SECURITY = ListPage(
	file="seguridad",
	title=_("Seguridad"),
	views=ListName.SECURITY,
	lead=_(
		"Ingresos, bloqueos y peticiones rechazadas en todos los servicios. Lo igual de un mismo "
		"minuto va en una línea."
	),
	table=Table[SecurityEntry](
		_("Seguridad"),
		(
			Column(_("Cuándo"), lambda row: format_instant(row.at), is_short=True),
			Column(_("Qué pasó"), show_kind),
			Column(_("Quién"), show_subject),
			Column(_("Desde"), lambda row: Cell(row.address or "", is_long=True)),
			Column(_("Servicio"), lambda row: name_service(row.service)),
			Column(_("Veces"), lambda row: format_number(row.times), is_number=True),
		),
	),
	filters=(
		Choice(
			"kind",
			_("Qué pasó"),
			lambda: [(kind.value, name_security(kind).text) for kind in SecurityKind],
			every=_("Todo"),
		),
		Text("staff_id", _("Número de cuenta"), mode="numeric"),
	),
	empty=Empty(
		"shield-check", _("Nada que mostrar"), _("Aquí aparecen los ingresos y lo que se rechazó.")
	),
)
