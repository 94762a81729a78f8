"""Asks Spyne in memory, without its web layer; one application per version of SOAP."""

from typing import Any

from lxml import etree

from risk_soap.soap.inquiries import Inquiry
from risk_soap.soap.service import build_application
from risk_soap.soap.spyne_import import MethodContext, ServerBase, Soap11, Soap12
from risk_soap.soap.versions import SOAP_11, SOAP_12, SoapVersion


class KnownQuestion:
	"""What both protocols do otherwise than in Spyne: the question is read and valid already."""

	def create_in_document(self, ctx: Any, _charset: str | None = None) -> None:
		ctx.in_document = ctx.udc.question

	def decompose_incoming_envelope(self, ctx: Any, _message: Any = None) -> None:
		ctx.in_header_doc = None
		ctx.in_body_doc = ctx.in_document
		ctx.method_request_string = ctx.in_document.tag


class KnownSoap11(KnownQuestion, Soap11):
	"""SOAP 1.1."""


class KnownSoap12(KnownQuestion, Soap12):
	"""SOAP 1.2."""


class SpyneCaller(ServerBase):
	"""Spyne's server side for one application, with nothing between."""

	transport = "urn:chasqui:in-memory"

	def ask(self, inquiry: Inquiry) -> bytes:
		"""Return the answer's envelope.

		:raises Refused: what a use case refused
		:raises RuntimeError: something unforeseen
		"""
		start = MethodContext(self, MethodContext.SERVER)
		start.udc = inquiry
		context = self.generate_contexts(start)[0]
		self._raise_failure(context, inquiry)
		self.get_in_object(context)
		self._raise_failure(context, inquiry)
		self.get_out_object(context)
		self._raise_failure(context, inquiry)
		context.out_protocol.serialize(context, context.out_protocol.RESPONSE)
		envelope: bytes = etree.tostring(
			context.out_document, encoding="utf-8", xml_declaration=True
		)
		context.close()
		return envelope

	def _raise_failure(self, context: Any, inquiry: Inquiry) -> None:
		error = context.in_error or context.out_error
		if error is not None:
			context.close()
			inquiry.raise_failure(error)


def build_callers(finder: Any, ping_store: Any) -> dict[SoapVersion, SpyneCaller]:
	"""Return who answers in each version; build them once per process."""
	return {
		SOAP_11: SpyneCaller(build_application(KnownSoap11, finder, ping_store)),
		SOAP_12: SpyneCaller(build_application(KnownSoap12, finder, ping_store)),
	}
