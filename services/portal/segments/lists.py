"""The saved segments that one may use."""

from typing import Any

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.saved_segments import SavedSegment, SegmentKindOf
from chasqui.contracts.customers.views import ListName
from portal.campaigns.labels.criteria import list_chips
from portal.segments.labels import SHARED, name_owner
from portal.shell.labels.formats import format_date, format_instant, format_number
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.filters import ANY, YES_NO, Choice, Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way


def name_segment(row: SavedSegment) -> Cell:
	"""Return a segment with the way to it, and what it is for."""
	way = url_for("segments.show", segment_id=row.id)
	return Cell(row.name, way, sub=[row.description], chips=[SHARED] if row.is_shared else [])


def show_criteria(row: SavedSegment) -> Any:
	"""Return what it asks, in words."""
	if row.kind is SegmentKindOf.PICKED:
		return gettext("elegidos el %(day)s", day=format_date(row.created_at))
	return Cell(sub=[text for _style, text in list_chips(row.criteria)])


SEGMENTS = ListPage[SavedSegment](
	file="segmentos",
	views=ListName.SEGMENTS,
	title=_("Segmentos"),
	lead=_("Grupos de clientes con nombre, para llevarlos a una campaña."),
	filters=(
		Search("q", _("Nombre")),
		Choice("kind", _("Clase"), SegmentKindOf, every=_("Todas")),
		Choice("own", _("Suyos"), YES_NO, every=ANY),
	),
	table=Table[SavedSegment](
		_("Segmentos"),
		(
			Column(_("Nombre"), name_segment, sort="name"),
			Column(_("Clase"), lambda row: make_chips(row.kind)),
			Column(_("Pide"), show_criteria),
			Column(
				_("Clientes"),
				lambda row: format_number(row.customers),
				sort="customers",
				is_number=True,
			),
			Column(_("Campañas"), lambda row: format_number(len(row.uses)), is_number=True),
			Column(_("Contado"), lambda row: format_instant(row.counted_at)),
			Column(_("De"), lambda row: name_owner(row.owner_name, is_own=row.is_own)),
			Column(_("Creado"), lambda row: format_instant(row.created_at), sort="created"),
		),
		sort="name",
	),
	empty=Empty(
		"users-group",
		_("Todavía no hay segmentos"),
		_(
			"Acote la lista de clientes, o marque a algunos, y elija «Llevar a una campaña»: desde "
			"ahí se guardan con un nombre."
		),
		Way(_("Ir a los clientes"), "customers.show_list"),
	),
	ways=(Way(_("Elegir clientes"), "customers.show_list", "users", Permission.CUSTOMERS_READ),),
)
