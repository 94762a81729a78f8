"""Reads the cells of a row that go to sections of the profile: contacts, tags, custom fields."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from chasqui.contracts.customers.imports import (
	CUSTOM_PREFIX,
	TARGET_EMAIL,
	TARGET_PHONE,
	TARGET_TAGS,
	AmountWriting,
)
from chasqui.contracts.customers.profiles import CustomFieldFields, FieldKind
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.imports.domain.amounts import AmbiguousAmount, write_plainly
from customers.imports.domain.cells import TWO_WAYS
from customers.imports.domain.dates import parse_date
from customers.imports.domain.faults import Fault
from customers.people.domain.emails import parse_email
from customers.people.domain.phones import parse_phone
from customers.people.domain.problems import BadField
from customers.people.domain.profile_sections import clean_custom, clean_tags
from customers.people.domain.profiles import Profile

LONGEST_TAG = 40
LONGEST_SERVICE = 120
SPLIT = re.compile(r"[;|\n]")
SPLIT_TAGS = re.compile(r"[;|,\n]")


class Extra(NamedTuple):
	"""One value for a list of a customer's profile; the key of a contact is its channel."""

	id_type: str
	id_number: str
	section: str
	key: str
	value: str


class ReadSections(NamedTuple):
	"""A row with its custom fields, what goes to lists, and the cells that were left out."""

	profile: Profile
	extras: list[Extra]
	faults: list[Fault]


class SectionParser:
	"""Reads the section columns of one file."""

	def __init__(
		self,
		sections: Sequence[tuple[int, str]],
		custom: Mapping[str, CustomFieldFields],
		amounts: AmountWriting = AmountWriting.AUTO,
	) -> None:
		self._sections = sections
		self._custom = custom
		self._amounts = amounts

	def read(self, cells: Sequence[str], profile: Profile) -> ReadSections:
		"""Return the row with its custom fields, and what goes to lists of its own.

		A cell that is wrong stays out, alone.
		"""
		custom: dict[str, str | bool] = {}
		found: dict[tuple[str, str], Extra] = {}
		faults: list[Fault] = []
		for index, target in self._sections:
			text = cells[index].strip() if index < len(cells) else ""
			try:
				if text and target.startswith(CUSTOM_PREFIX):
					key = target.removeprefix(CUSTOM_PREFIX)
					custom[key] = self._read_custom(key, text)
				elif text:
					for channel, value in _read_list(target, text):
						extra = Extra(profile.id_type, profile.id_number, target, channel, value)
						if value not in (profile.email, profile.phone):
							found.setdefault((target, value.casefold()), extra)
			except BadField as bad:
				faults.append(replace(Fault.make(bad, text), field=target[:40]))
		if custom:
			profile = profile._replace(custom=json.dumps(custom, ensure_ascii=False))
		return ReadSections(profile, list(found.values()), faults)

	def _read_custom(self, key: str, text: str) -> str | bool:
		field = self._custom.get(key)
		try:
			if field is not None and field.kind is FieldKind.DATE:
				text = parse_date(text).isoformat()
			elif field is not None and field.kind is FieldKind.NUMBER:
				text = write_plainly(text, self._amounts)
		except AmbiguousAmount as error:
			raise BadField(f"custom.{key}", "ambiguous_amount", TWO_WAYS) from error
		except ValueError as error:
			message = say("«{key}» no admite ese valor.", key=key)
			raise BadField(f"custom.{key}", "bad_value", message) from error
		return clean_custom({key: text}, self._custom)[key]


def _read_list(target: str, text: str) -> list[tuple[str, str]]:
	if target == TARGET_PHONE:
		return [("phone", parse_phone(part.removeprefix("'"))) for part in _split(SPLIT, text)]
	if target == TARGET_EMAIL:
		return [("email", parse_email(part)) for part in _split(SPLIT, text)]
	if target == TARGET_TAGS:
		tags = clean_tags(_split(SPLIT_TAGS, text))
		return [("", _check_length(tag, LONGEST_TAG, target)) for tag in tags]
	names = [tidy_line(part) for part in _split(SPLIT, text)]
	return [("", _check_length(name, LONGEST_SERVICE, target)) for name in names]


def _split(pattern: re.Pattern[str], text: str) -> list[str]:
	return [part.strip() for part in pattern.split(text) if part.strip()]


def _check_length(text: str, longest: int, field: str) -> str:
	if len(text) > longest:
		raise BadField(field, "too_long", say("Pasa de {longest} caracteres.", longest=longest))
	return text
