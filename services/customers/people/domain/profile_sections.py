"""The sections of a profile, cleaned: what a form may put into each."""

from collections.abc import Iterable, Mapping
from datetime import date

from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.profiles import (
	MOST_CONTACTS,
	Country,
	CustomFieldFields,
	CustomValue,
	FieldKind,
	FurtherAddress,
	FurtherContact,
)
from chasqui.contracts.territory import list_regions
from chasqui.contracts.wire import check_year, read_number, write_plainly
from chasqui.kernel.texts.cleaning import tidy_line
from chasqui.kernel.texts.text import say
from customers.people.domain.emails import parse_email
from customers.people.domain.phones import parse_phone
from customers.people.domain.places import check_place
from customers.people.domain.problems import BadField

LONGEST_TEXT = 500
BOOLEANS = {"true": True, "false": False, "sí": True, "si": True, "no": False}
PARSERS = {ConsentChannel.EMAIL: parse_email, ConsentChannel.PHONE: parse_phone}
JsonValue = str | bool


def clean_contacts(
	contacts: Iterable[FurtherContact], first: Mapping[ConsentChannel, str | None]
) -> list[FurtherContact]:
	"""Return the contacts in stored form, each once and without the first ones.

	:raises BadField: one is no phone or address, or there are too many of a channel
	"""
	kept: dict[tuple[ConsentChannel, str], FurtherContact] = {}
	for number, contact in enumerate(contacts):
		try:
			value = PARSERS[contact.channel](contact.value)
		except BadField as bad:
			raise BadField(f"contacts.{number}.value", bad.code, bad.message) from bad
		if value != first.get(contact.channel):
			kept.setdefault((contact.channel, value), contact.model_copy(update={"value": value}))
	for channel in ConsentChannel:
		if sum(1 for known, _ in kept if known is channel) > MOST_CONTACTS:
			message = say("Caben hasta {most_contacts} de cada clase.", most_contacts=MOST_CONTACTS)
			raise BadField("contacts", "too_many", message)
	return list(kept.values())


def clean_address(address: FurtherAddress, number: int) -> FurtherAddress:
	"""Return an address whose region and canton exist and agree.

	:raises BadField: they do not
	"""
	line = tidy_line(address.line)
	region, canton = address.region, address.canton
	try:
		if address.country is Country.ECUADOR:
			region, canton = check_place(region, canton)
		elif canton is not None or region not in (None, *(one.code for one in list_regions())):
			raise BadField("region", "unknown_region", say("Esa región no es de ese país."))
	except BadField as bad:
		raise BadField(f"addresses.{number}.{bad.field}", bad.code, bad.message) from bad
	return address.model_copy(update={"line": line, "region": region, "canton": canton})


def clean_tags(tags: Iterable[str]) -> list[str]:
	"""Return tags in single spaces, each once whatever its case, in alphabetical order."""
	kept: dict[str, str] = {}
	for tag in tags:
		text = tidy_line(tag)
		if text and not text.isprintable():
			raise BadField(
				"tags", "bad_characters", say("La etiqueta lleva caracteres de control.")
			)
		if text:
			kept.setdefault(text.casefold(), text)
	return [kept[key] for key in sorted(kept)]


def clean_custom(
	values: Mapping[str, CustomValue], fields: Mapping[str, CustomFieldFields]
) -> dict[str, JsonValue]:
	"""Return the values that are given, as JSON keeps them: numbers and dates as texts.

	:raises BadField: a field is not known, or a value is not of its kind
	"""
	cleaned: dict[str, JsonValue] = {}
	for key, value in values.items():
		field = fields.get(key)
		if field is None:
			raise BadField(f"custom.{key}", "unknown_field", say("No existe ese campo."))
		if value is not None and value != "":
			cleaned[key] = _clean_value(field, value)
	return cleaned


def _clean_value(field: CustomFieldFields, value: CustomValue) -> JsonValue:
	try:
		if field.kind is FieldKind.BOOLEAN:
			return _read_boolean(value)
		if field.kind is FieldKind.NUMBER:
			return _read_number(value)
		if field.kind is FieldKind.DATE:
			return check_year(date.fromisoformat(str(value))).isoformat()
		return _read_text(field, str(value))
	except ValueError as error:
		message = say("«{label}» no admite ese valor.", label=field.label)
		raise BadField(f"custom.{field.key}", "bad_value", message) from error


def _read_boolean(value: CustomValue) -> bool:
	text = str(value).lower()
	if text not in BOOLEANS:
		raise ValueError(text)
	return BOOLEANS[text]


def _read_number(value: CustomValue) -> str:
	return write_plainly(read_number(str(value)))


def _read_text(field: CustomFieldFields, text: str) -> str:
	line = tidy_line(text)
	if field.kind is FieldKind.CHOICE and line not in field.choices:
		raise ValueError(line)
	if len(line) > LONGEST_TEXT or not line.isprintable():
		raise ValueError(line)
	return line
