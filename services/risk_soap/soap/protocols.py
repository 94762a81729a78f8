"""Spyne's two protocols, fed with a question that is read and valid, and written at once."""

from functools import cached_property
from typing import Any

from chasqui.contracts.risk import NAMESPACE
from risk_soap.soap.messages import Reader, Writer, build_reader, build_writer
from risk_soap.soap.spyne_import import Soap11, Soap12

START = (
	'<?xml version="1.0" encoding="utf-8"?>\n'
	'<env:Envelope xmlns:env="{namespace}"><env:Body><{name} xmlns="{target}">'
)
END = "</{name}></env:Body></env:Envelope>"


class KnownQuestion:
	"""What both do otherwise than in Spyne; `ctx.udc` is an `Inquiry`."""

	app: Any
	ns_soap_env: str

	def create_in_document(self, ctx: Any, _charset: str | None = None) -> None:
		ctx.in_document = ctx.udc.question

	def decompose_incoming_envelope(self, ctx: Any, _message: Any = None) -> None:
		ctx.in_body_doc = ctx.in_document
		ctx.method_request_string = ctx.in_document.tag

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


class KnownSoap11(KnownQuestion, Soap11):
	"""SOAP 1.1."""


class KnownSoap12(KnownQuestion, Soap12):
	"""SOAP 1.2."""
