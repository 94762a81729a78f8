"""The lists of pairs, of merges and of customers with a fault in their data."""

from collections.abc import Mapping
from datetime import datetime

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.names import CustomerName
from chasqui.contracts.customers.people import Customer
from chasqui.contracts.customers.quality import (
	DuplicatePair,
	DuplicateReason,
	DuplicateSearch,
	DuplicateState,
	Merge,
	QualityKind,
)
from chasqui.contracts.customers.views import ListName
from portal.profile.labels.person import FIELD_NAMES
from portal.shell.labels.formats import (
	format_day_or_instant,
	format_email,
	format_instant,
	format_number,
)
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell, make_chips
from portal.shell.lists.filters import Choice
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.job_pages import STAGES
from portal.shell.pages.list_page import Empty, ListPage, Way

STATES = (
	(DuplicateState.OPEN.value, _("Por decidir")),
	(DuplicateState.MERGED.value, _("Unidos")),
	(DuplicateState.DISMISSED.value, _("Distintos")),
)


def link_pair(row: DuplicatePair) -> str:
	"""Return where the two records stand side by side."""
	return url_for("duplicates.show_pair", left_id=row.left.id, right_id=row.right.id)


def offer_comparison(row: DuplicatePair) -> Cell:
	"""Return the way to the comparison."""
	both = gettext("%(left)s y %(right)s", left=row.left.name, right=row.right.name)
	return Cell(acts=[Act(gettext("Comparar"), link_pair(row), about=both)])


def name_customer(row: Customer) -> Cell:
	"""Return a customer with the identification."""
	identity = f"{name_code(row.id_type).text} {row.id_number}"
	return Cell(row.name, url_for("customers.show", customer_id=row.id), sub=[identity])


def list_taken(row: Merge) -> str:
	"""Return the fields that the kept record took."""
	names = [str(FIELD_NAMES[name]) for name in row.taken if name in FIELD_NAMES]
	return ", ".join(names) or gettext("ninguno")


PAIRS = ListPage(
	file="duplicados",
	file_needs=Permission.CUSTOMERS_EXPORT,
	title=_("Duplicados"),
	views=ListName.DUPLICATES,
	crumbs=(("customers.show_list", _("Clientes")),),
	table=Table[DuplicatePair](
		_("Pares que pueden ser la misma persona"),
		(
			Column(
				_("Registro"),
				lambda row: Cell(row.left.name, link_pair(row), sub=[row.left.id_number]),
			),
			Column(_("Se parece a"), lambda row: Cell(row.right.name, sub=[row.right.id_number])),
			Column(_("Coinciden en"), lambda row: make_chips(*row.reasons)),
			Column(_("Certeza"), lambda row: f"{row.score} %", is_number=True),
			Column(_("Acciones"), offer_comparison, is_silent=True),
		),
	),
	filters=(
		Choice("reason", _("Motivo"), DuplicateReason),
		Choice("state", _("Estado"), lambda: STATES, every=""),
	),
	empty=Empty(
		"circle-check",
		_("No hay pares por revisar"),
		_(
			"La búsqueda corre sola tras cada importación y cada seis horas; también puede pedirla "
			"ahora."
		),
	),
)


SEARCHES = ListPage(
	views=ListName.DUPLICATE_SEARCHES,
	filters=(STAGES,),
	file="busquedas",
	title=_("Búsquedas de duplicados"),
	crumbs=(("duplicates.show_list", _("Duplicados")),),
	name=_("Búsquedas"),
	lead=_("Las que pidió alguien, y las que corren solas tras una importación y cada seis horas."),
	table=Table[DuplicateSearch](
		_("Búsquedas de duplicados"),
		(
			Column(
				_("Pedida"),
				lambda row: Cell(
					format_instant(row.created_at),
					url_for("searches.show", search_id=row.id),
					sub=[row.requested_name],
				),
			),
			Column(_("Estado"), lambda row: make_chips(row.state)),
			Column(_("Pares nuevos"), lambda row: format_number(row.found), is_number=True),
			Column(_("Terminó"), lambda row: format_instant(row.finished_at)),
		),
	),
	empty=Empty(
		"search",
		_("Todavía no se buscó"),
		_("La primera corre sola tras una importación, o cuando alguien la pide en Duplicados."),
		Way(_("Ir a los duplicados"), "duplicates.show_list"),
	),
)


def build_merges(customer_id: int, names: Mapping[int, CustomerName]) -> Table[Merge]:
	"""Return the table of a record's merges, each of which can be taken back."""

	def offer_undo(row: Merge) -> Cell:
		if row.undone_at:
			return offer_parted(row, row.undone_at)
		way = url_for("duplicates.undo", customer_id=customer_id, merge_id=row.id)
		return Cell(acts=[Act(gettext("Deshacer"), way, "arrow-left", is_post=True)])

	return Table(
		_("Uniones"),
		(
			Column(_("Registro que queda"), lambda row: name_record(row.kept_id, names)),
			Column(_("Registro archivado"), lambda row: name_record(row.merged_id, names)),
			Column(_("Campos tomados"), list_taken),
			Column(
				_("Quién y cuándo"),
				lambda row: Cell(row.merged_by, sub=[format_instant(row.merged_at)]),
			),
			Column(_("Acciones"), offer_undo, is_silent=True),
		),
	)


def name_record(record_id: int, names: Mapping[int, CustomerName]) -> Cell:
	"""Return a record by its name, with the way there: the rest distinguishes two of one name."""
	number = gettext("Registro %(id)s", id=record_id)
	way = url_for("customers.show", customer_id=record_id)
	one = names.get(record_id)
	return Cell(one.name, way, sub=[number, one.masked_id]) if one else Cell(number, way)


def offer_parted(row: Merge, undone_at: datetime) -> Cell:
	"""Return when a merge was taken back, and the ways to where the pair is now."""
	day = format_instant(undone_at)
	pair = url_for("duplicates.show_pair", left_id=row.kept_id, right_id=row.merged_id)
	parted = url_for("duplicates.show_list", state=DuplicateState.DISMISSED.value)
	return Cell(
		chips=[Label(gettext("deshecha el %(day)s", day=day))],
		acts=[
			Act(gettext("Comparar otra vez"), pair, "users"),
			Act(gettext("Ver los distintos"), parted, "list-search"),
		],
	)


def build_faulty(kind: QualityKind) -> ListPage[Customer]:
	"""Return the list of customers with a kind of fault."""

	def offer_acts(row: Customer) -> Cell:
		fix = url_for("customers.ask_change", customer_id=row.id)
		fine = url_for("quality.dismiss")
		fields = {"kind": kind.value, "customer_id": row.id}
		return Cell(
			acts=[
				Act(gettext("Corregir"), fix, "edit", row.name),
				Act(gettext("Está bien"), fine, "check", row.name, is_post=True, fields=fields),
			]
		)

	return ListPage(
		file="calidad",
		file_needs=Permission.CUSTOMERS_EXPORT,
		title=name_code(kind).text,
		table=Table(
			name_code(kind).text,
			(
				Column(_("Cliente"), name_customer),
				Column(
					_("Contacto"),
					lambda row: Cell(format_email(row.email), sub=[row.phone], is_long=True),
				),
				Column(_("Último cambio"), lambda row: format_day_or_instant(row.updated_at)),
				Column(_("Acciones"), offer_acts, is_silent=True),
			),
		),
		empty=Empty(
			"circle-check",
			_("Nada por revisar aquí"),
			_("A quien le falte este dato, o lo tenga mal, se le verá en esta lista."),
		),
	)
