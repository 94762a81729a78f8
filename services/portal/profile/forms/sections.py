"""The small forms of a profile's sections: what was typed stays, errors stand at their cell.

A section is a table of cells. Sections of lists have a row for each entry and a blank one; the
others have one row. An entry is taken away by emptying its first cell.
"""

import hashlib
import json
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from pydantic import ValidationError
from werkzeug.datastructures import MultiDict

from chasqui.contracts.customers.person_file import CustomerFile
from chasqui.contracts.customers.profiles import ProfilePatch
from chasqui.kernel.errors import FieldError
from chasqui.kernel.field_errors import list_field_errors
from portal.profile.forms.cells import (
	Cell,
	Row,
	describe_channel,
	list_cells,
	list_rows,
	read_cells,
)

LISTS = ("contacts", "addresses", "dates")
CONTACTS, TAGS, CUSTOM, CATEGORY = "contacts", "tags", "custom", "category_override"


@dataclass
class SectionForm:
	"""One section as it is typed. `errors` are by (row, cell); `faults` belong to no cell."""

	section: str
	version: int
	cells: list[Cell]
	rows: list[Row]
	errors: dict[tuple[int, str], str] = field(default_factory=dict)
	faults: list[str] = field(default_factory=list)
	kept: list[int] = field(default_factory=list)
	seen: str = ""
	"""A digest of what the section said when its form was shown."""
	theirs: Row = field(default_factory=dict)
	"""What somebody else saved meanwhile, by cell; of a list it is shown whole."""

	@property
	def is_list(self) -> bool:
		return self.section in LISTS

	def find_error(self, row: int, cell: str) -> str:
		"""Return what is wrong with a cell, or an empty text."""
		return self.errors.get((row, cell), "")

	def catch_up(self, file: CustomerFile) -> None:
		"""Take the profile's version where somebody changed it, but not this section."""
		if self.seen == write_seen(self.section, file):
			self.version = file.profile.version

	def add_current(self, file: CustomerFile) -> None:
		"""Show at each cell what somebody else saved there; what was typed stays, and is meant."""
		self.version, self.seen = file.profile.version, write_seen(self.section, file)
		self.cells = keep_typed(list_cells(self.section, file), self.rows[0])
		if self.is_list:
			return
		now = (list_rows(self.section, file) or [{}])[0]
		for cell in self.cells:
			value = now.get(cell.name) or ""
			if value != (self.rows[0].get(cell.name) or "") and cell.name != "new":
				self.theirs[cell.name] = value if cell.is_many else [value]
				text = ", ".join(cell.name_value(one) for one in self.theirs[cell.name])
				message = _("Ahora dice «%(text)s».", text=text) if text else _("Ahora está vacío.")
				self.errors[0, cell.name] = str(message)

	def build_patch(self, file: CustomerFile) -> ProfilePatch | None:
		"""Return the change that was typed, or None and the errors."""
		document = {"version": self.version, self.section: self._build_value(file)}
		try:
			return ProfilePatch.model_validate(document)
		except ValidationError as error:
			self.add_errors(list_field_errors(error))
			return None

	def add_errors(self, found: list[FieldError]) -> None:
		"""Put errors at their cells: ``contacts.1.value`` is the second entry's value."""
		names = {cell.name for cell in self.cells}
		for one in found:
			parts = one.field.split(".")
			number = next((int(part) for part in parts if part.isdecimal()), 0)
			row = self.kept[number] if self.is_list and number < len(self.kept) else 0
			name = next((part for part in reversed(parts) if part in names), "")
			if self.section == TAGS:
				name = "new"
			if name:
				self.errors.setdefault((row, name), str(one.message))
			else:
				self.faults.append(str(one.message))

	def _build_value(self, file: CustomerFile) -> Any:
		if self.is_list:
			first = self.cells[0].name
			self.kept = [number for number, row in enumerate(self.rows) if row.get(first)]
			entries = [read_cells(self.cells, self.rows[number]) for number in self.kept]
			return (
				[describe_channel(one) for one in entries] if self.section == CONTACTS else entries
			)
		values = read_cells(self.cells, self.rows[0])
		if self.section == TAGS:
			typed = [part.strip() for part in str(values.get("new") or "").split(",")]
			return [*values["tags"], *filter(None, typed)]
		if self.section == CUSTOM:
			shown = {cell.name for cell in self.cells}
			hidden = {k: v for k, v in file.profile.custom.items() if k not in shown}
			return {**hidden, **values}
		if self.section == CATEGORY and not values.get("category"):
			return None
		return values


def show_form(file: CustomerFile, section: str) -> SectionForm:
	"""Return the form filled with what the profile says."""
	cells = list_cells(section, file)
	rows = list_rows(section, file)
	if section in LISTS:
		rows += [{}, {}]
	seen = write_seen(section, file)
	return SectionForm(section, file.profile.version, cells, rows or [{}], seen=seen)


def keep_typed(cells: list[Cell], row: Row) -> list[Cell]:
	"""Return the cells with what was chosen among theirs, though somebody else took it away."""
	return [
		replace(one, choices=[*(one.choices or []), *((text, text) for text in row[one.name]
			if text not in dict(one.choices or []))])
		if one.is_many and one.name == TAGS
		else one
		for one in cells
	]  # fmt: skip


def write_seen(section: str, file: CustomerFile) -> str:
	"""Return a digest of what a section says."""
	text = json.dumps(list_rows(section, file), ensure_ascii=False, sort_keys=True)
	return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def read_form(file: CustomerFile, section: str, typed: MultiDict[str, str]) -> SectionForm:
	"""Return the form as a request brought it."""
	cells = list_cells(section, file)
	version, seen = typed.get("version", -1, type=int), typed.get("seen", "")
	if section not in LISTS:
		row: Row = {
			cell.name: typed.getlist(cell.name)
			if cell.is_many
			else typed.get(cell.name, "").strip()
			for cell in cells
		}
		return SectionForm(section, version, keep_typed(cells, row), [row], seen=seen)
	columns = {cell.name: typed.getlist(cell.name) for cell in cells}
	count = min(max(map(len, columns.values()), default=0), 60)
	rows: list[Row] = [
		{name: (texts[n] if n < len(texts) else "").strip() for name, texts in columns.items()}
		for n in range(count)
	]
	return SectionForm(section, version, cells, rows or [{}], seen=seen)
