"""Forms that know their contract: texts in, a contract or errors at the field out.

A field is named by its path in the contract (``criteria.age_from``). What was typed is kept.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from flask_babel import gettext as _
from pydantic import BaseModel, ValidationError
from werkzeug.datastructures import MultiDict

from chasqui.contracts.wire import is_bounded, round_money
from chasqui.kernel.errors import (
	AppError,
	Conflict,
	FieldError,
	Invalid,
	NotFound,
	TooLarge,
	TooMany,
	Unavailable,
)
from chasqui.kernel.field_errors import list_field_errors
from chasqui.kernel.texts.text import say
from portal.shell.forms.contract_fields import list_kinds, list_leaves
from portal.shell.forms.raw_values import tidy_lines, write_raw
from portal.shell.labels.formats import read_decimal
from portal.shell.labels.words import name_code

Model = TypeVar("Model", bound=BaseModel)
Made = TypeVar("Made")
Raw = Mapping[str, list[str]]
GENERAL = ""
REFUSALS = (Conflict, Invalid, NotFound, TooLarge, TooMany, Unavailable)
"""What a page shows of what it was asked to do, and keeps what was typed: what is wrong with it,
or that nobody answers."""
NO_VERSION = "0"
"""What a form carries that was not made of a record: it is of no state of it."""


class Form(Generic[Model]):
	"""One form: what was typed, what it means, what is wrong with it.

	`is_patch` makes an empty field an explicit null instead of leaving it out.
	"""

	def __init__(
		self, contract: type[Model], raw: Raw | None = None, *, is_patch: bool = False
	) -> None:
		self.contract = contract
		self.raw = dict(raw or {})
		self.errors: dict[str, str] = {}
		self.theirs: dict[str, list[str]] = {}
		"""What somebody else saved meanwhile in a field, as the form would bring it."""
		self.refusal: AppError | None = None
		self._is_patch = is_patch
		self._kinds = dict(list_leaves(contract))
		self._groups = {name.rpartition(".")[0] for name in self._kinds} - {GENERAL}

	@classmethod
	def read(
		cls, contract: type[Model], typed: MultiDict[str, str], **options: Any
	) -> "Form[Model]":
		"""Return the form as a request brought it."""
		return cls(contract, typed.to_dict(flat=False), **options)

	@classmethod
	def show(cls, contract: type[Model], model: BaseModel, **options: Any) -> "Form[Model]":
		"""Return the form filled with what a contract says."""
		return cls(contract, write_raw(model, list_leaves(contract)), **options)

	def read_value(self, name: str, default: str = "") -> str:
		"""Return what was typed in a field."""
		return (self.raw.get(name) or [default])[0]

	@property
	def nonce(self) -> str:
		"""Return the key by which what the form asks is done once, however often it is sent."""
		return self.read_value("nonce")

	def list_values(self, name: str) -> list[str]:
		"""Return everything that was chosen in a field of many."""
		return self.raw.get(name, [])

	def find_error(self, name: str) -> str:
		"""Return what is wrong with a field, or an empty text."""
		return self.errors.get(name, "")

	def validate(self, **given: Any) -> Model | None:
		"""Return the contract, or None and the errors; `given` is what no field asks."""
		lost = list(self._find_lost_cents())
		self.add_errors(lost)
		try:
			made = self.contract.model_validate({**self._build_document(), **given})
		except ValidationError as error:
			self.add_errors(list_field_errors(error))
			return None
		return None if lost else made

	def check_rest(
		self, check: Callable[[Model], object], usual: Raw = MappingProxyType({})
	) -> None:
		"""Where the contract refuses fields, add what a service refuses of the others.

		So all that is wrong is said at once. `usual` stands for what is wrong and may not be left
		out; what the service says of that is left out.
		"""
		wrong = {*self.errors}
		sound = {name: texts for name, texts in self.raw.items() if not _is_below(name, wrong)}
		rest = Form(self.contract, {**usual, **sound}, is_patch=self._is_patch)
		fields = rest.validate()
		if fields is None:
			return
		try:
			check(fields)
		except REFUSALS as refusal:
			found = [one for one in refusal.fields if not _is_below(one.field, wrong)]
			self.add_errors(found)

	def save(
		self,
		send: Callable[[Model], Made],
		*,
		check: Callable[[Model], object] | None = None,
		usual: Raw = MappingProxyType({}),
		current: type[BaseModel] | None = None,
		write: Callable[[str, str], str] = lambda _name, text: text,
		given: Mapping[str, Any] = MappingProxyType({}),
	) -> Made | None:
		"""Return what `send` made of the contract, or None and the errors.

		`current` is what the record is shown as, where somebody else may change it meanwhile; for
		`write` see `add_current`, for `given` see `validate`, for the others `check_rest`.
		"""
		fields = self.validate(**given)
		if fields is None:
			if check is not None:
				self.check_rest(check, usual)
			return None
		try:
			return send(fields)
		except REFUSALS as error:
			self.add_failure(error)
			if current is not None:
				self.add_current(error, current, write)
			return None

	def add_errors(self, found: Iterable[FieldError]) -> None:
		"""Put errors at their fields; what belongs to no field is general."""
		for error in found:
			name, message = self._find_field(error.field), str(error.message)
			known = self.errors.setdefault(name, message)
			is_item = error.field.rpartition(".")[2].isdigit()  # one of several in a field
			if is_item and message not in known:
				self.errors[name] = f"{known} {message}"

	def add_failure(self, failure: AppError) -> None:
		"""Put what a service refused at its fields."""
		self.refusal = failure
		self.add_errors(failure.fields)
		if not failure.fields:
			self.errors.setdefault(GENERAL, str(failure.detail))

	def add_current(
		self,
		failure: AppError,
		record: type[BaseModel],
		write: Callable[[str, str], str] = lambda _name, text: text,
	) -> None:
		"""Where somebody else changed the record meanwhile, show what it says now at each field.

		What was typed stays, and with the record's new version: saved again, it is meant.
		`write` makes a value readable (name of the field, its text).
		"""
		if not isinstance(failure, Conflict) or failure.current is None:
			return
		kept = record.model_validate(failure.current)
		for field in failure.fields:
			found = dict(self._list_theirs(field.field, kept))
			self.theirs |= found
			for name, values in found.items():
				self.errors[name] = self._write_current(name, values, write)
			if found and field.field not in found:
				self.errors.pop(field.field, None)
		self.errors.setdefault(GENERAL, str(failure.detail))
		self.raw["version"] = write_raw(kept, [("version", "plain")])["version"]

	def _list_theirs(self, field: str, kept: BaseModel) -> Iterator[tuple[str, list[str]]]:
		"""Yield what a record says in a field, or in each of its parts that differs."""
		parts = sorted(n for n in {*self._kinds, *self.raw} if n.startswith(f"{field}."))
		now = write_raw(kept, [(name, "plain") for name in parts or [field]])
		for name, values in now.items():
			typed = [text for text in self.raw.get(name, []) if text.strip()]
			if not parts or tidy_lines(values) != tidy_lines(typed):
				yield name, values

	def _write_current(self, name: str, values: list[str], write: Callable[[str, str], str]) -> str:
		if self._kinds.get(name) == "bool":
			values = [str(_("sí") if values else _("no"))]
		text = ", ".join(write(name, self._name_code(name, one)) for one in values)
		message = _("Ahora dice «%(text)s».", text=text) if text else _("Ahora está vacío.")
		return str(message)

	def _name_code(self, name: str, text: str) -> str:
		"""Return a code of ours as people say it; any other text as it is."""
		field = self.contract.model_fields.get(name)
		for kind in list_kinds(field.annotation) if field else []:
			if isinstance(kind, type) and issubclass(kind, StrEnum) and text in set(kind):
				return str(name_code(kind(text)).text)
		return text

	def was_refused_as(self, code: str) -> bool:
		"""Return whether the service refused it for this."""
		return self.refusal is not None and self.refusal.code == code

	def keep_only(self, names: Iterable[str]) -> None:
		"""Drop the errors of fields that a step of the form does not show."""
		shown = set(names)
		self.errors = {name: text for name, text in self.errors.items() if name in shown}

	def _find_field(self, path: str) -> str:
		"""Return the field of an error's path: ``criteria.provinces.0`` is the field's."""
		parts = path.split(".")
		for length in range(len(parts), 0, -1):
			name = ".".join(parts[:length])
			if name in self._kinds or name in self.raw or name in self._groups:
				return name
		return GENERAL

	def _find_lost_cents(self) -> Iterator[FieldError]:
		"""Yield the amounts of which a contract would round a part away, without a word."""
		for name, kind in self._kinds.items():
			amount = read_decimal(self.read_value(name)) if kind == "money" else None
			if amount is not None and is_bounded(amount) and amount != round_money(amount):
				text = say("Escriba dos decimales como máximo, los centavos.")
				yield FieldError(name, text, "too_precise")

	def _build_document(self) -> dict[str, Any]:
		document: dict[str, Any] = {}
		for name, kind in self._kinds.items():
			value = self._read_value(name, kind)
			if value is not None or (self._is_patch and name in self.raw):
				_put(document, name.split("."), value)
		return document

	def _read_value(self, name: str, kind: str) -> Any:
		typed = [text.strip() for text in self.raw.get(name, []) if text.strip()]
		if kind == "list":
			return typed
		if kind == "bool":
			return bool(typed)
		if not typed:
			return None
		if kind in ("decimal", "money"):
			return read_decimal(typed[0]) or typed[0]
		return typed[0]


def _is_below(name: str, paths: Iterable[str]) -> bool:
	"""Return whether a field is one of some, or a part of one."""
	return any(name == path or name.startswith(f"{path}.") for path in paths)


def _put(document: dict[str, Any], path: list[str], value: Any) -> None:
	for part in path[:-1]:
		document = document.setdefault(part, {})
	document[path[-1]] = value
