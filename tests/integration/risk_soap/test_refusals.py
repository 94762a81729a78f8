"""What is wrong in a question is told by field and rule, never by value: every field there is.

The fields, and how each can be wrong, are read from the published schema.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

import pytest
from lxml import etree

from chasqui.contracts.risk import NAMESPACE
from risk_soap.config import ConsumerSettings, RiskConfig
from risk_soap.soap.contract import read_wsdl
from risk_soap.soap.faults import VERSIONS, FaultKind, SoapVersion
from risk_soap.use_cases.access_policy import Role, digest_secret
from tests.support.risk_door import PASSWORD, USER, Door, read_fault

XS = "{http://www.w3.org/2001/XMLSchema}"
WSDL = "{http://schemas.xmlsoap.org/wsdl/}"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
# Stands in every wrong value, and in no text of ours.
MARK = "zqx"
SAMPLES = {"IdNumber": "1710034065", "PersonName": "José Muñoz"}
FEWEST_WORDS = 3
# One of each flaw that an identification can have.
WRONG_NUMBERS = {
	"cedula": ("17100340", "1770034065", "9910034065", "1710034060"),
	"ruc": ("171003406500", "1770034065001", "1710034065000", "9999999999999", "1710034060001"),
	"passport": ("AB-!!-99",),
	"rut_cl": ("99-99", "12345678-0"),
}


@dataclass(frozen=True)
class Wrong:
	"""A wrong question of an operation: the field to be named, and what may not come back."""

	operation: str
	body: str
	field: str
	value: str
	why: str

	def __str__(self) -> str:
		return f"{self.operation}-{self.field}-{self.why}"


class Schema:
	"""The published schema, as far as questions need it."""

	def __init__(self) -> None:
		self._wsdl = etree.fromstring(read_wsdl())
		schema = self._wsdl.find(f"{WSDL}types/{XS}schema")
		assert schema is not None
		self._schema = schema

	def list_operations(self) -> list[str]:
		path = f"{WSDL}portType/{WSDL}operation"
		return [one.get("name", "") for one in self._wsdl.iterfind(path)]

	def list_fields(self, name: str) -> list[etree._Element]:
		"""Return the elements within an operation, or within a complex type."""
		operation = f"{XS}element[@name='{name}']/{XS}complexType/{XS}sequence/{XS}element"
		kind = f"{XS}complexType[@name='{name}']/{XS}sequence/{XS}element"
		return self._schema.findall(operation) or self._schema.findall(kind)

	def find_restriction(self, name: str) -> etree._Element | None:
		return self._schema.find(f"{XS}simpleType[@name='{name}']/{XS}restriction")

	def make_sample(self, name: str) -> str:
		"""Return the content of a right element of a type."""
		restriction = self.find_restriction(name)
		if restriction is None:
			return self.make_fields(name)
		(first, *_) = restriction
		is_value = first.tag in (f"{XS}enumeration", f"{XS}minInclusive")
		return (first.get("value") or "") if is_value else SAMPLES.get(name, "x")

	def make_fields(self, parent: str, instead: dict[str, str] | None = None) -> str:
		"""Return all fields of an operation or type, some of them written otherwise."""
		instead = instead or {}
		return "".join(
			instead.get(field.get("name", ""), write(field, self.make_sample(read_type(field))))
			for field in self.list_fields(parent)
		)

	def list_wrong_values(self, name: str) -> Iterator[tuple[str, str]]:
		"""Yield what a simple type does not admit, and why."""
		restriction = self.find_restriction(name)
		assert restriction is not None
		if restriction.get("base") == "xs:int":
			yield from (("number", f"{MARK}12"), ("huge", "99999999999"), ("empty", ""))
		for facet in restriction:
			limit = facet.get("value", "")
			wrong = {
				"minLength": lambda limit: (MARK * int(limit))[: int(limit) - 1],
				"maxLength": lambda limit: MARK + "x" * (int(limit) - len(MARK) + 1),
				"enumeration": lambda limit: MARK + limit,
				"minInclusive": lambda limit: str(int(limit) - 1),
				"maxInclusive": lambda limit: str(int(limit) + 1),
			}
			kind = facet.tag.removeprefix(XS)
			yield f"{kind}_{limit}", wrong[kind](limit)


def read_type(field: etree._Element) -> str:
	return (field.get("type") or "").removeprefix("tns:")


def write(field: etree._Element, content: str, attributes: str = "") -> str:
	name = field.get("name", "")
	return f"<{name}{attributes}>{content}</{name}>"


def list_wrong(schema: Schema) -> Iterator[Wrong]:
	for operation in schema.list_operations():
		for why, name, content, value in spoil_fields(schema, operation):
			body = f"<{operation} xmlns={quoteattr(NAMESPACE)}>{content}</{operation}>"
			yield Wrong(operation, body, name, value, why)


def spoil_fields(schema: Schema, parent: str) -> Iterator[tuple[str, str, str, str]]:
	"""Yield the ways of spoiling each field within an operation or type.

	Each is why it is wrong, the field to be named, the fields written, and the wrong value.
	"""
	for field in schema.list_fields(parent):
		name, kind = field.get("name", ""), read_type(field)
		for why, blamed, written, value in spoil(schema, field):
			whole = schema.make_fields(parent, {name: written})
			yield why, blamed or parent, whole, value
		if schema.find_restriction(kind) is None:
			for why, blamed, inner, value in spoil_fields(schema, kind):
				whole = schema.make_fields(parent, {name: write(field, inner)})
				yield f"{name}_{why}", name if blamed == kind else blamed, whole, value


def spoil(schema: Schema, field: etree._Element) -> Iterator[tuple[str, str, str, str]]:
	"""Yield the ways of spoiling one field; without a field to be named it is that around it."""
	name, kind = field.get("name", ""), read_type(field)
	sample = schema.make_sample(kind)
	right = write(field, sample)
	yield "attribute", name, write(field, sample, f' {MARK}="{MARK}"'), MARK
	yield "namespace", name, write(field, sample, f' xmlns="urn:{MARK}"'), MARK
	yield "unknown_beside", "", f"{right}<{MARK}>{MARK}</{MARK}>", MARK
	yield "text_beside", "", f"{right}{MARK}", MARK
	if field.get("minOccurs", "1") != "0":
		yield "missing", name, "", MARK
		yield "nil", name, write(field, "", f' xmlns:i="{XSI}" i:nil="true"'), MARK
	if field.get("maxOccurs", "1") == "1":
		yield "twice", name, right * 2, MARK
	if schema.find_restriction(kind) is None:
		yield "text", name, write(field, MARK + sample), MARK
		return
	yield "element", name, write(field, f"<requestId>{MARK}</requestId>"), MARK
	yield "unknown_element", name, write(field, f"<{MARK}/>"), MARK
	for why, value in schema.list_wrong_values(kind):
		yield why, name, write(field, value), value


SCHEMA = Schema()


@pytest.fixture
def door(loaded: RiskConfig) -> Door:
	"""The door, where the consumer may ask for everything."""
	one = ConsumerSettings(digests=[digest_secret(PASSWORD)], roles=[role.value for role in Role])
	return Door(loaded.model_copy(update={"risk_consumers": {USER: one}}))


@pytest.mark.covers("K31")
@pytest.mark.parametrize("version", VERSIONS, ids=lambda version: version.number)
class TestRefusals:
	@pytest.mark.parametrize("operation", SCHEMA.list_operations())
	def test_each_way_of_being_wrong_is_told_by_field_and_rule(
		self, door: Door, version: SoapVersion, operation: str
	) -> None:
		wrongs = [one for one in list_wrong(SCHEMA) if one.operation == operation]
		assert len(wrongs) >= 8 * len(SCHEMA.list_fields(operation))
		assert [f"{one}: {flaw}" for one in wrongs if (flaw := check(door, version, one))] == []

	def test_each_flaw_of_an_identification_is_told_by_its_rule(
		self, door: Door, version: SoapVersion
	) -> None:
		wrongs = [
			Wrong(operation, write_identity(operation, kind, number), "idNumber", number, kind)
			for operation in SCHEMA.list_operations()
			if "idNumber" in [field.get("name") for field in SCHEMA.list_fields(operation)]
			for kind, numbers in WRONG_NUMBERS.items()
			for number in numbers
		]
		assert len(wrongs) == 3 * 12
		assert not [flaw for one in wrongs if (flaw := check(door, version, one))]

	def test_a_name_of_one_word_is_told_by_its_rule(self, door: Door, version: SoapVersion) -> None:
		body = f'<FindRiskByName xmlns="{NAMESPACE}"><name>{MARK}</name></FindRiskByName>'
		assert not check(door, version, Wrong("FindRiskByName", body, "name", MARK, "short"))


def write_identity(operation: str, kind: str, number: str) -> str:
	fields = f"<idType>{kind}</idType><idNumber>{number}</idNumber>"
	return f"<{operation} xmlns={quoteattr(NAMESPACE)}>{fields}</{operation}>"


def check(door: Door, version: SoapVersion, wrong: Wrong) -> str:
	"""Return what is amiss with the answer to a wrong question, or nothing."""
	answer = door.ask(wrong.body, version)
	if read_fault(answer)[1] != "InvalidRequest":
		return "another fault"
	text = read_text(answer.get_data())
	if f"«{wrong.field}»" not in text:
		return f"no field: {text}"
	named = FaultKind.INVALID_REQUEST.text.rstrip("."), f"«{wrong.field}»"
	if len(text.replace(named[0], "").replace(named[1], "").split()) < FEWEST_WORDS:
		return f"no rule: {text}"
	is_quoted = MARK in answer.get_data(as_text=True).lower()
	return f"quoted: {text}" if is_quoted or (wrong.value and wrong.value in text) else ""


def read_text(envelope: bytes) -> str:
	root = etree.fromstring(envelope)
	(text,) = (one for one in root.iter() if one.get("{http://www.w3.org/XML/1998/namespace}lang"))
	return text.text or ""
