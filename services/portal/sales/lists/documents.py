"""The tables of one sale: its lines, what came back of them, what was done."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.sales import Sale, SaleLine, SaleReturn, SaleStep
from portal.sales.labels import format_rate, format_units
from portal.session.staff import read_person
from portal.shell.labels.formats import format_date, format_instant, format_money
from portal.shell.labels.label import Label
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.tables import Column, Table


def name_item(row: SaleLine) -> Cell:
	"""Return what was sold, with the way to it for who may see the catalogue."""
	person = read_person()
	way = url_for("catalogue.show", item_id=row.item_id)
	return Cell(row.name, way if person.may(Permission.CATALOGUE_READ) else "", sub=[row.reference])


def show_discount(row: SaleLine) -> Cell:
	"""Return the discount of a line, and the promotion that gave it."""
	return Cell(format_money(row.discount) if row.discount else "", sub=[row.promotion])


def show_quantity(row: SaleLine) -> Cell:
	"""Return how much was sold, and how much of it came back."""
	back = gettext("%(count)s de vuelta", count=format_units(row.returned))
	chips = [Label(back, "plum", "arrow-left")] if row.returned else []
	return Cell(format_units(row.quantity), chips=chips)


LINES = Table[SaleLine](
	_("Líneas"),
	(
		Column(_("Artículo"), name_item),
		Column(_("Cantidad"), show_quantity, is_number=True),
		Column(_("Precio"), lambda row: format_money(row.unit_price), is_number=True),
		Column(_("Descuento"), show_discount, is_number=True),
		Column(_("Neto"), lambda row: format_money(row.net), is_number=True),
		Column(
			_("IVA"),
			lambda row: Cell(format_money(row.tax), sub=[format_rate(row.vat_percent)]),
			is_number=True,
		),
		Column(_("Total"), lambda row: format_money(row.total), is_number=True),
	),
)
STEPS = Table[SaleStep](
	_("Lo que se hizo"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.at)),
		Column(_("Quedó"), lambda row: make_chips(row.state)),
		Column(_("Quién"), lambda row: row.by),
	),
)


def build_returns(sale: Sale) -> Table[SaleReturn]:
	"""Return the table of a sale's credit notes."""
	names = {one.place: one.name for one in sale.lines}

	def show_note(row: SaleReturn) -> Cell:
		lines = [
			[f"{format_units(one.quantity)} × {names.get(one.place, one.place)}"]
			for one in row.lines
		]
		return Cell(row.number, items=lines)

	def show_reason(row: SaleReturn) -> Cell:
		stock = gettext("volvió a existencias") if row.restocks else gettext("no volvió")
		return make_chips(row.reason, sub=[stock])

	return Table(
		_("Notas de crédito"),
		(
			Column(_("Nota de crédito"), show_note),
			Column(_("Día"), lambda row: Cell(format_date(row.returned_on), sub=[row.made_by])),
			Column(_("Motivo"), show_reason),
			Column(_("Neto"), lambda row: format_money(row.net), is_number=True),
			Column(_("IVA"), lambda row: format_money(row.tax), is_number=True),
			Column(_("Total"), lambda row: format_money(row.total), is_number=True),
		),
	)
