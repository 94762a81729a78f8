"""Rows of a form: each is a line of a document, and what is wrong with it stands in its row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from werkzeug.datastructures import MultiDict

from chasqui.contracts.wire import round_money
from portal.shell.forms.form import Form, Model
from portal.shell.labels.formats import read_decimal

SPARE_ROWS, MORE_ROWS = 2, 5
MORE = "more"
"""The button that asks for more rows."""
Row = dict[str, str]


@dataclass(frozen=True)
class Rows:
	"""`field` is what the contract calls the lines, `cells` what it calls their fields. `texts` are
	read as they stand, of `amounts` no part of a cent is rounded away.
	"""

	field: str
	cells: Sequence[str]
	most: int
	texts: Sequence[str] = ("item_id",)
	amounts: Sequence[str] = ("unit_price",)

	def read(self, typed: MultiDict[str, str]) -> list[Row]:
		"""Return the rows that were typed; one without any text falls out."""
		columns = {name: typed.getlist(name)[: self.most + 1] for name in self.cells}
		count = max(map(len, columns.values()))
		rows = [
			{n: (texts[at] if at < len(texts) else "").strip() for n, texts in columns.items()}
			for at in range(count)
		]
		return [row for row in rows if any(row.values())]

	def put(self, form: Form[Model], rows: Sequence[Row]) -> Form[Model]:
		"""Put rows into a form: each cell by its column, and by its place, where errors find it."""
		for name in self.cells:
			form.raw[name] = [row[name] for row in rows]
		places = range(len(rows))
		form.raw |= {f"{self.field}.{at}": [] for at in places}
		form.raw |= {f"{self.field}.{at}.{name}": [] for at in places for name in self.cells}
		return form

	def count(self, form: Form[Any]) -> int:
		return len(form.list_values(self.cells[0]))

	def list_rows(self, form: Form[Any], spare: int = SPARE_ROWS) -> list[Row]:
		"""Return the rows to show: those typed, and spare ones.

		There are as many as somebody else may have written meanwhile, so that theirs can be chosen.
		"""
		count = self.count(form)
		rows = [{name: form.list_values(name)[at] for name in self.cells} for at in range(count)]
		wanted = max(spare, len(form.theirs.get(self.cells[0], [])) - count, 1)
		more = min(wanted, self.most - count)
		return rows + [dict.fromkeys(self.cells, "")] * more

	def parse(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
		"""Return rows as the contract has them: what is blank is left out."""
		return [
			{name: self._read_cell(name, text) for name, text in row.items() if text}
			for row in rows
		]

	def name_cells(self, form: Form[Any], title: Any, titles: Mapping[str, Any]) -> dict[str, Any]:
		"""Return what each cell of each row is called, for what is said above the form."""
		named: dict[str, Any] = {self.field: title}
		for at in range(self.count(form)):
			row = gettext("Línea %(number)s", number=at + 1)
			named[f"{self.field}.{at}"] = row
			named |= {f"{self.field}.{at}.{name}": f"{row}, {titles[name]}" for name in self.cells}
		return named

	def compare(self, form: Form[Any], now: Sequence[Row], text: str) -> None:
		"""Where somebody else changed the lines meanwhile, show what they are now."""
		places = [name for name in form.theirs if name.startswith(f"{self.field}.")]
		is_stale = bool(places) or self.field in form.theirs or self.field in form.errors
		for name in (*places, self.field):
			form.theirs.pop(name, None)
			form.errors.pop(name, None)
		theirs = {name: [row[name] for row in now] for name in self.cells}
		if not is_stale or all(theirs[name] == form.list_values(name) for name in self.cells):
			return
		form.theirs |= theirs
		form.errors[self.field] = gettext("Ahora dice «%(text)s».", text=text)

	def _read_cell(self, name: str, text: str) -> Any:
		number = None if name in self.texts else read_decimal(text)
		if number is None:
			return text
		is_whole = name not in self.amounts or round_money(number) == number
		return number if is_whole else f"{number:f}"
