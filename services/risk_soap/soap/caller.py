"""Asks Spyne in memory, without its web layer; one application per version of SOAP."""

from typing import Any

from risk_soap.soap.inquiries import Inquiry
from risk_soap.soap.protocols import KnownSoap11, KnownSoap12
from risk_soap.soap.service import build_application
from risk_soap.soap.spyne_import import MethodContext, ServerBase
from risk_soap.soap.versions import SOAP_11, SOAP_12, SoapVersion


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
		inquiry.raise_failure(context.in_error or context.out_error)
		context.out_protocol.serialize(context, context.out_protocol.RESPONSE)
		envelope: bytes = context.out_string[0]
		return envelope


def build_callers(*parts: Any) -> dict[SoapVersion, SpyneCaller]:
	"""Return who answers in each version, with the parts that `build_application` takes.

	Build them once per process.
	"""
	return {
		SOAP_11: SpyneCaller(build_application(KnownSoap11, *parts)),
		SOAP_12: SpyneCaller(build_application(KnownSoap12, *parts)),
	}
