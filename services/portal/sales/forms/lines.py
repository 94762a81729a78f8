"""Rows of a form of sales: each is a line, and what is wrong with it stands in its row."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext

from chasqui.contracts.customers.quotes import Quote
from chasqui.contracts.customers.sales import MOST_LINES, Sale, SaleLine
from chasqui.kernel.errors import Conflict
from portal.sales.labels import format_units, write_quantity
from portal.shell.forms.form import Form
from portal.shell.forms.rows import Row, Rows
from portal.shell.labels.formats import write_decimal

LinedDocument = Sale | Quote
LINES = Rows(
	"lines",
	("item_id", "quantity", "unit_price", "discount"),
	MOST_LINES,
	amounts=("unit_price", "discount"),
)


def write_rows(lines: Sequence[SaleLine]) -> list[Row]:
	"""Return the lines of a sale as a form brings them."""
	return [
		{
			"item_id": str(one.item_id),
			"quantity": write_quantity(one.quantity),
			"unit_price": write_decimal(one.unit_price),
			"discount": write_discount(one),
		}
		for one in lines
	]


def write_discount(line: SaleLine) -> str:
	"""Return a discount as it was typed: one of a promotion is looked for again."""
	return "" if line.promotion or not line.discount else write_decimal(line.discount)


def blame_rows(form: Form[Any], document: type[LinedDocument] = Sale) -> None:
	"""Say of a document's lines what is wrong; what somebody else made of them is shown whole."""
	if not LINES.count(form) and LINES.field in form.errors:
		form.errors[LINES.field] = gettext("Elija al menos un artículo.")
	if isinstance(form.refusal, Conflict) and form.refusal.current is not None:
		now = document.model_validate(form.refusal.current).lines
		text = "; ".join(f"{format_units(one.quantity)} × {one.name}" for one in now)
		LINES.compare(form, write_rows(now), text)


def name_cells(form: Form[Any]) -> dict[str, Any]:
	"""Return what each cell of each row is called, for what is said above the form."""
	titles = {
		"item_id": gettext("Artículo"),
		"quantity": gettext("Cantidad"),
		"unit_price": gettext("Precio"),
		"discount": gettext("Descuento"),
	}
	return LINES.name_cells(form, gettext("Líneas"), titles)
