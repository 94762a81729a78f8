"""Asks Spyne in memory, without its web layer: a question in, the envelope of the answer out.

A question is first held against the schema of the published WSDL. Bodies are read and written by
what Spyne knows of the types, each looked at once per process: Spyne does it generically, element
by element, at 300 µs a question and 10 ms a batch of 100.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from threading import Lock
from typing import Any
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from lxml import etree

from chasqui.contracts.risk import MAX_BATCH, NAMESPACE
from risk_soap.soap.contract import read_wsdl
from risk_soap.soap.faults import SOAP_11, SOAP_12, FaultKind, Refused, SoapVersion
from risk_soap.soap.service import ROLES, Inquiry, build_application
from risk_soap.soap.spyne_import import (
	ComplexModel,
	Integer32,
	MethodContext,
	ServerBase,
	Soap11,
	Soap12,
)
from risk_soap.soap.violations import PREFIX, explain_violations, refuse_field, refuse_strange
from risk_soap.use_cases.access_policy import Role
from risk_soap.wiring import Wiring

XS = "http://www.w3.org/2001/XMLSchema"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
NIL = f"{{{XSI}}}nil"
# Some clients repeat the type of each element, in words whose prefixes are lost by now.
IGNORED = frozenset({f"{{{XSI}}}type", f"{{{XSI}}}schemaLocation"})
ITEM = f"{{{NAMESPACE}}}item"
DEEPEST = 3  # operation, item, field
# Characters that XML 1.0 cannot carry; no record should have any.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
START = (
	'<?xml version="1.0" encoding="utf-8"?>\n'
	'<env:Envelope xmlns:env="{namespace}"><env:Body><{name} xmlns="{target}">'
)
END = "</{name}></env:Body></env:Envelope>"
Reader = Callable[[Any], Any]
Writer = Callable[[Any], str]


class QuestionParser:
	"""Checks questions by the schema inside the published WSDL."""

	def __init__(self) -> None:
		root = etree.fromstring(read_wsdl())
		schema = next(root.iter(f"{{{XS}}}schema"))
		# Alone, with the namespaces that stand around it.
		alone = etree.tostring(schema)
		self._schema = etree.XMLSchema(etree.fromstring(alone))
		# A schema keeps one log for all threads: another one says, in turn, what was wrong.
		self._explainer = etree.XMLSchema(etree.fromstring(alone))
		self._turn = Lock()
		self._names = {
			f"{{{NAMESPACE}}}{one.get('name')}" for one in schema.iter(f"{{{XS}}}element")
		}

	def read(self, question: Element) -> etree._Element:
		"""Return the question as lxml knows it, valid.

		:raises Refused: it is not what the schema says
		"""
		element = self._copy(question, None, 1)
		if not self._schema.validate(element):
			raise Refused(FaultKind.INVALID_REQUEST, self._explain(element))
		return element

	def _explain(self, element: etree._Element) -> str:
		with self._turn:
			self._explainer.validate(element)
			names = {name.removeprefix(PREFIX) for name in self._names}
			return explain_violations(self._explainer.error_log, names)

	def _copy(self, source: Element, parent: etree._Element | None, depth: int) -> etree._Element:
		"""Copy known names only, for lxml never frees one."""
		tag = source.tag
		if tag not in self._names or depth > DEEPEST:
			raise refuse_strange(tag, None if parent is None else parent.tag, self._names)
		if source.attrib.keys() - IGNORED - {NIL}:
			raise refuse_field(tag, "lleva un atributo que no es del contrato")
		copy = etree.Element(tag) if parent is None else etree.SubElement(parent, tag)
		copy.text = source.text
		for child in source:
			if child.get(NIL, "").strip() not in ("1", "true"):
				self._copy(child, copy, depth + 1)
			if child.tail and child.tail.strip():
				raise refuse_field(tag, "lleva texto entre sus elementos")
		return copy


class KnownQuestionMixin:
	"""What both do otherwise than in Spyne; `ctx.udc` is an `Inquiry`."""

	app: Any
	ns_soap_env: str
	get_call_handles: Callable[[Any], list[Any]]

	def create_in_document(self, ctx: Any, _charset: str | None = None) -> None:
		ctx.in_document = ctx.udc.question

	def decompose_incoming_envelope(self, ctx: Any, _message: Any = None) -> None:
		ctx.in_body_doc = ctx.in_document
		ctx.method_request_string = ctx.in_document.tag

	def generate_method_contexts(self, ctx: Any) -> list[Any]:
		"""Spyne would copy the context, for there might be several methods."""
		(ctx.descriptor,) = self.get_call_handles(ctx)
		return [ctx]

	def deserialize(self, ctx: Any, message: Any) -> None:  # noqa: ARG002 - Spyne's signature
		read = self._readers[ctx.descriptor.in_message]
		ctx.in_object = list(read(ctx.in_body_doc).values())

	def serialize(self, ctx: Any, message: Any) -> None:  # noqa: ARG002
		kind = ctx.descriptor.out_message
		start, write, end = self._writers[kind]
		(name,) = kind.get_flat_type_info(kind)
		ctx.out_string = [(start + write({name: ctx.out_object[0]}) + end).encode()]

	@cached_property
	def _readers(self) -> dict[Any, Reader]:
		return {one.in_message: build_reader(one.in_message) for one in self._list_operations()}

	@cached_property
	def _writers(self) -> dict[Any, tuple[str, Writer, str]]:
		return {
			one.out_message: (
				START.format(
					namespace=self.ns_soap_env,
					name=one.out_message.get_type_name(),
					target=NAMESPACE,
				),
				build_writer(one.out_message),
				END.format(name=one.out_message.get_type_name()),
			)
			for one in self._list_operations()
		}

	def _list_operations(self) -> list[Any]:
		return list(self.app.interface.method_id_map.values())


class KnownSoap11(KnownQuestionMixin, Soap11):
	"""SOAP 1.1."""


class KnownSoap12(KnownQuestionMixin, Soap12):
	"""SOAP 1.2."""


class SpyneCaller(ServerBase):
	"""Spyne's server side for one application, with nothing between.

	Contexts are not closed: there is nothing to close, and Spyne would collect garbage on it.
	"""

	transport = "urn:chasqui:in-memory"

	def ask(self, inquiry: Inquiry) -> bytes:
		"""Return the answer's envelope.

		:raises Refused: what a use case refused
		:raises RuntimeError: something unforeseen
		"""
		start = MethodContext(self, MethodContext.SERVER)
		start.udc = inquiry
		context = self.generate_contexts(start)[0]
		if context.in_error is None:
			self.get_in_object(context)
		if context.in_error is None:
			self.get_out_object(context)
		failure = inquiry.failure or context.in_error or context.out_error
		if isinstance(failure, Refused):
			raise failure
		if failure is not None:
			raise RuntimeError("an operation failed") from failure
		context.out_protocol.serialize(context, context.out_protocol.RESPONSE)
		envelope: bytes = context.out_string[0]
		return envelope


def build_callers(parts: Wiring) -> dict[SoapVersion, SpyneCaller]:
	"""Return who answers in each version; build them once per process."""
	return {
		SOAP_11: SpyneCaller(build_application(KnownSoap11, parts)),
		SOAP_12: SpyneCaller(build_application(KnownSoap12, parts)),
	}


def find_role(operation: str) -> Role:
	"""Return the role that an operation needs.

	:raises Refused: there is no such operation
	"""
	role = ROLES.get(operation)
	if role is None:
		raise Refused(FaultKind.INVALID_REQUEST, "No existe esa operación.")
	return role


def count_people(question: Element, role: Role) -> int:
	"""Return how many look-ups a question costs.

	:raises Refused: a batch of none or of too many
	"""
	if role is not Role.BATCH:
		return 1
	people = sum(1 for one in question if one.tag == ITEM)
	if not 1 <= people <= MAX_BATCH:
		raise refuse_field(ITEM, f"va de 1 a {MAX_BATCH} veces en un lote")
	return people


def build_reader(kind: Any) -> Reader:
	"""Return what makes of an element the Python value of a type: for a complex type, a mapping."""
	if issubclass(kind, ComplexModel):
		return _build_complex_reader(kind)
	if issubclass(kind, Integer32):
		return lambda element: int(element.text)
	return lambda element: element.text or ""


def _build_complex_reader(kind: Any) -> Reader:
	fields = {
		PREFIX + name: (name, build_reader(field), _is_many(field))
		for name, field in kind.get_flat_type_info(kind).items()
	}
	empty: dict[str, list[Any] | None] = {
		name: [] if is_many else None for name, _, is_many in fields.values()
	}

	def read(element: Any) -> dict[str, Any]:
		values: dict[str, Any] = {
			name: [] if value is not None else None for name, value in empty.items()
		}
		for child in element:
			name, read_field, is_many = fields[child.tag]
			if is_many:
				values[name].append(read_field(child))
			else:
				values[name] = read_field(child)
		return values

	return read


def build_writer(kind: Any) -> Writer:
	"""Return what makes of a value the text inside its element; complex ones are mappings."""
	if issubclass(kind, ComplexModel):
		return _build_complex_writer(kind)
	return write_simple


def _build_complex_writer(kind: Any) -> Writer:
	fields = [
		(name, f"<{name}>", f"</{name}>", build_writer(field), _is_many(field))
		for name, field in kind.get_flat_type_info(kind).items()
	]

	def write(values: Mapping[str, Any]) -> str:
		parts: list[str] = []
		for name, start, end, write_field, is_many in fields:
			value = values[name]
			if value is None:
				continue
			for one in value if is_many else (value,):
				parts += (start, write_field(one), end)
		return "".join(parts)

	return write


def write_simple(value: str | int | date) -> str:
	"""Return a simple value as the text of an element."""
	if isinstance(value, str):
		return escape(ILLEGAL.sub("", value))
	if isinstance(value, bool):
		return "true" if value else "false"
	return str(value) if isinstance(value, int) else value.isoformat()


def _is_many(field: Any) -> bool:
	return bool(field.Attributes.max_occurs > 1)
