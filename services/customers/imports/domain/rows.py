"""Reads one row of an import file into clean values, or says all that is wrong with it.

A million rows pass here, and nearly all are right: those are read in one go. Only where that
fails are the cells read one by one. One that a customer can do without stays empty then, and the
row comes in.
"""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import NamedTuple

from chasqui.contracts.customers.imports import AmountWriting
from chasqui.contracts.customers.people import CustomerKind
from chasqui.kernel.texts.text import say
from customers.imports.domain.cells import (
	read_answer,
	read_date,
	read_gender,
	read_identity,
	read_income,
	read_kind,
)
from customers.imports.domain.columns import COLUMNS, ColumnPlan
from customers.imports.domain.faults import BadRow, Fault
from customers.people.domain.emails import parse_email
from customers.people.domain.fields import BY_NAME, FURTHER
from customers.people.domain.names import clean_name
from customers.people.domain.phones import parse_phone
from customers.people.domain.places import read_place
from customers.people.domain.problems import BadField
from customers.people.domain.profiles import (
	Profile,
	check_birth_date,
	check_registration,
	choose_kind,
	clean_address,
)

FUTURE = {
	"last_contact": say("El último contacto está en el futuro."),
	"updated_on": say("La actualización está en el futuro."),
}
PLACES = {name: index for index, name in enumerate(COLUMNS)}
NOTHING_FURTHER = (None,) * len(FURTHER)
NAME, GIVEN = PLACES["name"], PLACES["given_names"]
# Without these there is no customer. Where one is wrong, another stands in for it while the rest
# of the row is looked at: all its faults are reported at once.
NEEDED = {"id_type": "", "id_number": "1710034065", "name": "Nadie"}
# Whom a row concerns is not to be guessed: a company's RUC of a person stays out.
NEVER_EMPTIED = ("kind_mismatch",)


class ReadRow(NamedTuple):
	"""A clean row, and the cells that were left empty for it."""

	profile: Profile
	faults: tuple[Fault, ...] = ()


class RowParser:
	"""Reads the rows of one file: its columns, its writing of amounts, the day of the import."""

	def __init__(self, plan: ColumnPlan, *, amounts: AmountWriting, today: date) -> None:
		self._width = plan.width
		self._pick = itemgetter(*plan.fields)
		self._names, self._given = plan.names, plan.given
		self._amounts = amounts
		self._today = today

	def read(self, cells: list[str]) -> ReadRow:
		"""Return the clean row.

		:raises BadRow: it stays out
		"""
		if len(cells) != self._width:
			cells = self._fit_width(cells)
		picked = self._pick_cells(cells)
		try:
			return ReadRow(self._build(picked))
		except BadField:
			return self._read_carefully(list(picked))

	def _fit_width(self, cells: list[str]) -> list[str]:
		"""Return a row as wide as the header.

		Spreadsheets leave trailing empty cells out of some rows, and end others with a delimiter.

		:raises BadRow: it has more cells that say something
		"""
		missing = self._width - len(cells)
		if missing >= 0:
			return [*cells, *[""] * missing]
		if any(cell and not cell.isspace() for cell in cells[self._width :]):
			message = say(
				"La fila tiene {count} columnas y el encabezado {width}. Revise si un texto con el "
				"separador va entre comillas.",
				count=len(cells),
				width=self._width,
			)
			raise BadRow(Fault("", "bad_columns", message))
		return cells[: self._width]

	def _pick_cells(self, cells: list[str]) -> Sequence[str]:
		picked = self._pick([*cells, ""])  # absent columns read the empty cell at the end
		if self._given:
			picked = list(picked)
			picked[GIVEN] = " ".join(cells[index] for index in self._given)
			if self._names:
				picked[NAME] = " ".join(cells[index] for index in self._names)
		return tuple(map(str.strip, picked))

	def _read_carefully(self, cells: list[str]) -> ReadRow:
		"""Read a row with faults: each is noted and its cell put aside, until nothing is wrong."""
		faults: dict[str, Fault] = {}
		is_out = False
		while True:
			try:
				profile = self._build(cells)
				break
			except BadField as bad:
				place = _find_place(bad.field)
				if place is None or bad.field in faults:
					raise BadRow(*faults.values(), Fault.make(bad)) from bad
				faults[bad.field] = Fault.make(bad, cells[place])
				is_out |= bad.field in NEEDED or bad.code in NEVER_EMPTIED
				cells[place] = NEEDED.get(bad.field, "")
		if is_out:
			raise BadRow(*faults.values())
		return ReadRow(profile, tuple(faults.values()))

	def _build(self, cells: Sequence[str]) -> Profile:
		(
			id_type, id_number, kind, name, gender, birth, income, email, phone, address,
			province, canton, registered, may_email, may_phone, synthetic, contact, updated,
			*further,
		) = cells  # fmt: skip
		identity = choose_kind(read_identity(id_type, id_number), read_kind(kind) if kind else None)
		chosen = identity.kind or CustomerKind.PERSON
		clean, key = clean_name(name)
		return Profile(
			chosen,
			identity.id_type,
			identity.number,
			clean,
			key,
			read_gender(gender, chosen),
			self._read_birth(birth, chosen) if birth else None,
			read_income(income, self._amounts) if income else None,
			parse_email(email) if email else None,
			parse_phone(phone.removeprefix("'")) if phone else None,  # a text mark
			clean_address(address) if address else None,
			*read_place(province, canton),
			self._read_registration(registered) if registered else None,
			read_answer(may_email, "consent_email"),
			read_answer(may_phone, "consent_phone"),
			read_answer(synthetic, "synthetic"),
			identity.warnings,
			self._read_past_day(contact, "last_contact") if contact else None,
			self._read_past_day(updated, "updated_on") if updated else None,
			further=_read_further(further) if any(further) else NOTHING_FURTHER,
		)

	def _read_birth(self, text: str, kind: CustomerKind) -> date:
		birth = read_date(text, "birth_date")
		check_birth_date(birth, kind, self._today)
		return birth

	def _read_registration(self, text: str) -> date:
		day = read_date(text, "registered_on")
		check_registration(day, self._today)
		return day

	def _read_past_day(self, text: str, field: str) -> date:
		day = read_date(text, field)
		if day > self._today:
			raise BadField(field, "future_date", FUTURE[field])
		return day


def _find_place(field: str) -> int | None:
	"""Return where the cell stands that a rule is about."""
	declared = BY_NAME.get(field)
	target = declared.target if declared else None
	return PLACES.get(target or field)


def _read_further(cells: list[str]) -> tuple[object, ...]:
	return tuple(
		field.parse(cell) if cell and field.parse else None
		for field, cell in zip(FURTHER, cells, strict=True)
	)
