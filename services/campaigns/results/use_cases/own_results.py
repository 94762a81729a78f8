"""Keeps the company's own results, and says what is asked of a call that ends so."""

from typing import Any

from campaigns.results.models.own_result import OwnResultRow
from campaigns.results.repositories.own_results import OwnResultRepository
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.own_results import OwnResult, OwnResultFields, OwnResultUpdate
from chasqui.contracts.wire import Page
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, FieldError, Invalid
from chasqui.kernel.texts.text import Text, say

STALE = say("Otra persona cambió este resultado mientras tanto. Revíselo y vuelva a guardar.")
SAME_NAME = say("Ya hay un resultado con ese nombre.")
SAME_KEY = say("Otro resultado ya usa esa tecla.")


class OwnResultService:
	def __init__(self, results: OwnResultRepository) -> None:
		self._results = results

	def list_all(self) -> Page[OwnResult]:
		return Page(items=[describe_result(row) for row in self._results.list_all()])

	def add(self, fields: OwnResultFields, by: str) -> OwnResult:
		""":raises Conflict: `same_name` or `same_key`"""
		return self._write(OwnResultRow(version=0), fields, by)

	def change(self, result_id: int, update: OwnResultUpdate, by: str) -> OwnResult:
		"""Change one; calls that ended so have its new name, and what follows them stays.

		:raises Conflict: `stale`, `same_name`, `same_key`
		"""
		row = self._results.get(result_id)
		if update.version != row.version:
			current = describe_result(row).model_dump(mode="json")
			raise Conflict(STALE, code="stale", current=current)
		if row.like != update.like.value:
			text = say("De qué clase es no cambia, por sus llamadas: retírelo y agregue otro.")
			raise Invalid(text, code="other_kind", fields=[FieldError("like", text, "other_kind")])
		return self._write(row, update, by)

	def retire(self, result_id: int, by: str) -> OwnResult:
		"""Offer it no more; again is nothing."""
		row = self._results.get(result_id)
		if row.retired_at is None:
			row.retired_at, row.updated_by = read_now(), by
			row.version += 1
		return describe_result(row)

	def bring_back(self, result_id: int, by: str) -> OwnResult:
		""":raises Conflict: `same_name` or `same_key`: another one has it by now"""
		row = self._results.get(result_id)
		if row.retired_at is None:
			return describe_result(row)
		self._check_rival(row.name, row.key, row.id)
		row.retired_at = None
		return self._save(row, by)

	def _write(self, row: OwnResultRow, fields: OwnResultFields, by: str) -> OwnResult:
		_check_fixed_names(fields.name)
		self._check_rival(fields.name, fields.key, row.id)
		for name, value in fields.model_dump(mode="json", exclude={"version"}).items():
			setattr(row, name, value)
		return self._save(row, by)

	def _save(self, row: OwnResultRow, by: str) -> OwnResult:
		row.updated_by, row.updated_at = by, read_now()
		row.version += 1
		name, key, besides = row.name, row.key, row.id
		if not self._results.save(row):
			self._check_rival(name, key, besides)
			raise Conflict(SAME_NAME, code="same_name")
		return describe_result(row)

	def _check_rival(self, name: str, key: str | None, besides: int | None) -> None:
		rival = self._results.find_rival(name, key, besides=besides)
		if rival is not None and rival.name.lower() == name.lower():
			raise _refuse("name", SAME_NAME, "same_name")
		if rival is not None:
			raise _refuse("key", SAME_KEY, "same_key")


class OwnResultPolicy:
	"""Says whether a call may end as an own result."""

	def __init__(self, results: OwnResultRepository) -> None:
		self._results = results

	def check(
		self, own_result_id: int | None, result: CallResult, note: str, *, late: bool
	) -> OwnResultRow | None:
		"""Return the own result that a call has, if any.

		What is kept late was typed when it still held: neither a retired one nor a short note is
		refused then.

		:raises Invalid: it is none of its fixed result, it was retired, or the note is too short
		"""
		if own_result_id is None:
			return None
		row = self._results.find(own_result_id)
		if row is None or row.like != result.value:
			raise _invalid("result", say("Ese resultado no existe: elija otro."), "no_result")
		if late:
			return row
		if row.retired_at is not None:
			raise _invalid("result", say("Ese resultado ya no se usa: elija otro."), "retired")
		if len(note.strip()) < row.least_note:
			text = say(
				"«{name}» pide una nota de {least} letras o más.",
				name=row.name,
				least=row.least_note,
			)
			raise _invalid("note", text, "short_note")
		return row


def describe_result(row: OwnResultRow) -> OwnResult:
	"""Return an own result as its contract."""
	fields: dict[str, Any] = {name: getattr(row, name) for name in OwnResultFields.model_fields}
	is_retired = row.retired_at is not None
	return OwnResult(**fields, id=row.id, is_retired=is_retired, version=row.version)


def _check_fixed_names(name: str) -> None:
	if name.lower() in {str(one.outcome.label).lower() for one in CallResult}:
		raise _refuse("name", SAME_NAME, "same_name")


def _refuse(field: str, text: Text, code: str) -> Conflict:
	return Conflict(text, code=code, fields=[FieldError(field, text, code)])


def _invalid(field: str, text: Text, code: str) -> Invalid:
	return Invalid(text, code=code, fields=[FieldError(field, text, code)])
