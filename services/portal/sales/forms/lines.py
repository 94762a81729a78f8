"""Rows of a form of sales: each is a line, and what is wrong with it stands in its row."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from chasqui.contracts.customers.sales import MOST_LINES, Sale, SaleLine
from chasqui.contracts.wire import round_money
from chasqui.kernel.errors import Conflict
from portal.sales.labels import format_units, write_quantity
from portal.shell.forms.form import Form, Model
from portal.shell.labels.formats import read_decimal, write_decimal

CELLS = ("item_id", "quantity", "unit_price", "discount")
AMOUNTS = ("unit_price", "discount")
SPARE_ROWS, MORE_ROWS = 2, 5
LINES = "lines"
Row = dict[str, str]


def read_rows(typed: MultiDict[str, str]) -> list[Row]:
	"""Return the rows that were typed; one without any text falls out."""
	columns = {name: typed.getlist(name)[: MOST_LINES + 1] for name in CELLS}
	count = max(map(len, columns.values()))
	rows = [
		{name: (texts[at] if at < len(texts) else "").strip() for name, texts in columns.items()}
		for at in range(count)
	]
	return [row for row in rows if any(row.values())]


def put_rows(form: Form[Model], rows: Sequence[Row]) -> Form[Model]:
	"""Put rows into a form: each cell by its column, and by its place, where errors find it."""
	for name in CELLS:
		form.raw[name] = [row[name] for row in rows]
	form.raw |= {f"{LINES}.{at}.{name}": [] for at in range(len(rows)) for name in CELLS}
	return form


def list_rows(form: Form[Any], spare: int = SPARE_ROWS) -> list[Row]:
	"""Return the rows to show: those typed, and spare ones.

	There are as many as somebody else may have written meanwhile, so that theirs can be chosen.
	"""
	count = len(form.list_values(CELLS[0]))
	rows = [{name: form.list_values(name)[at] for name in CELLS} for at in range(count)]
	wanted = max(spare, len(form.theirs.get(CELLS[0], [])) - count, 1)
	more = min(wanted, MOST_LINES - count)
	return rows + [dict.fromkeys(CELLS, "")] * more


def read_lines(rows: Sequence[Row]) -> list[dict[str, Any]]:
	"""Return rows as the contract has them: what is blank is left out."""
	return [{name: read_cell(name, text) for name, text in row.items() if text} for row in rows]


def read_cell(name: str, text: str) -> Any:
	"""Return what was typed in a cell; of an amount no part of a cent is rounded away."""
	number = None if name == "item_id" else read_decimal(text)
	if number is None:
		return text
	is_whole = name not in AMOUNTS or round_money(number) == number
	return number if is_whole else f"{number:f}"


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


def blame_rows(form: Form[Any]) -> None:
	"""Say of lines what is wrong, in words; what somebody else made of them is shown whole."""
	if not form.list_values(CELLS[0]) and LINES in form.errors:
		form.errors[LINES] = gettext("Elija al menos un artículo.")
	if isinstance(form.refusal, Conflict) and form.refusal.current is not None:
		compare_lines(form, Sale.model_validate(form.refusal.current).lines)


def compare_lines(form: Form[Any], now: Sequence[SaleLine]) -> None:
	"""Where somebody else changed the lines meanwhile, show what they are now."""
	places = [name for name in form.theirs if name.startswith(f"{LINES}.")]
	is_stale = bool(places) or LINES in form.theirs or LINES in form.errors
	for name in (*places, LINES):
		form.theirs.pop(name, None)
		form.errors.pop(name, None)
	rows = write_rows(now)
	theirs = {name: [row[name] for row in rows] for name in CELLS}
	if not is_stale or all(theirs[name] == form.list_values(name) for name in CELLS):
		return
	form.theirs |= theirs
	text = "; ".join(f"{format_units(one.quantity)} × {one.name}" for one in now)
	form.errors[LINES] = gettext("Ahora dice «%(text)s».", text=text)


def name_cells(form: Form[Any]) -> dict[str, Any]:
	"""Return what each cell of each row is called, for what is said above the form."""
	titles = {
		"item_id": gettext("Artículo"),
		"quantity": gettext("Cantidad"),
		"unit_price": gettext("Precio"),
		"discount": gettext("Descuento"),
	}
	named: dict[str, Any] = {LINES: gettext("Líneas")}
	for at in range(len(form.list_values(CELLS[0]))):
		row = gettext("Línea %(number)s", number=at + 1)
		named |= {f"{LINES}.{at}.{name}": f"{row}, {title}" for name, title in titles.items()}
	return named
