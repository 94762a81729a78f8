"""The list of mails that came back."""

from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.mailer.bounces import Bounce, BounceKind, BounceReason
from portal.mailing.labels.bounces import name_bounce_reason
from portal.session.staff import read_person
from portal.shell.labels.formats import format_instant
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell
from portal.shell.lists.filters import Choice, FilterWords, Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage

FILTERS: dict[str, Any] = {
	"q": _("Dirección"),
	"kind": _("Qué fue"),
	"reason": _("Motivo"),
	"customer_id": _("Cliente n.º"),
}


def show_address(row: Bounce) -> Cell:
	"""Return the address that a mail came back from, with the way to whose it is."""
	may_open = row.customer_id is not None and read_person().may(Permission.CUSTOMERS_READ)
	way = url_for("customers.show", customer_id=row.customer_id) if may_open else ""
	return Cell(row.email or _("(no se sabe)"), way, chips=[name_code(row.kind)])


def show_reason(row: Bounce) -> Cell:
	"""Return why a mail came back, and what its server wrote."""
	reason = name_bounce_reason(row.reason) if row.reason else ""
	by = _("lo dijo %(name)s", name=row.classed_by) if row.classed_by else ""
	return Cell(reason, sub=[row.diagnostic, by])


def show_acts(row: Bounce) -> Cell:
	"""Return what a person may say of one that was not understood."""
	if row.kind is not BounceKind.UNKNOWN or not read_person().may(Permission.RUNS_WRITE):
		return Cell()
	way = url_for("bounces.ask_class", bounce_id=row.id)
	about = row.email or _("un correo que volvió")
	return Cell(acts=[Act(_("Decir qué es"), way, "help", about=about)])


def name_filter(name: str, value: Any) -> str:
	"""Return what a value of a filter is called."""
	if name == "kind":
		return str(name_code(value).text)
	return str(name_bounce_reason(value)) if name == "reason" else str(value)


BOUNCES = ListPage(
	title=_("Rebotes"),
	file="rebotes",
	file_needs=Permission.CUSTOMERS_EXPORT,
	views=ListName.BOUNCES,
	lead=_(
		"Los correos que volvieron después de aceptados, y las quejas. Lo que nadie entendió, "
		"dígalo usted."
	),
	table=Table[Bounce](
		_("Rebotes"),
		(
			Column(_("Dirección"), show_address),
			Column(_("Motivo"), show_reason),
			Column(_("Cuándo"), lambda row: format_instant(row.at), sort="at", is_short=True),
			Column(_("Acción"), show_acts),
		),
		sort="-at",
	),
	filters=(
		Search("q", _("Dirección")),
		Choice("kind", _("Qué fue"), BounceKind),
		Choice("reason", _("Motivo"), lambda: [
			(one.value, str(name_bounce_reason(one))) for one in BounceReason
		]),
	),
	words=FilterWords(FILTERS, name_filter),
	empty=Empty(
		"mail-check",
		_("Ningún correo ha vuelto"),
		_("Cuando un servidor devuelva uno, aquí se dice por qué y qué se hizo."),
	),
)  # fmt: skip
