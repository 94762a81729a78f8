"""Has the credit-risk service disclose what it keeps of a person, or erase it, by SOAP (zeep)."""

import threading
from pathlib import Path
from typing import Any

import requests
import zeep
import zeep.exceptions
from zeep.transports import Transport

import chasqui.contracts
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.security.soap_token import OneTimeToken
from chasqui.kernel.texts.text import say

WSDL = Path(chasqui.contracts.__file__).with_name("risk_v1.wsdl")
INVALID = "{urn:chasqui:risk:v1}InvalidRequest"
BINDING = "{urn:chasqui:risk:v1}RiskSoap12"


class RiskClient:
	"""One per process. The WSDL is the pinned one, so that no start depends on the service."""

	def __init__(self, url: str, *, user: str, password: str, timeout: float) -> None:
		self._url = url
		self._token = OneTimeToken(user, password)
		self._timeout = timeout
		self._service: Any = None
		self._lock = threading.Lock()

	def erase(self, id_type: str, id_number: str) -> bool:
		"""Return whether the service knew the person; afterwards it does not.

		:raises Unavailable: it does not answer, or refuses
		"""
		answer = self._ask("ErasePerson", id_type, id_number)
		return answer is not None and bool(answer.wasKnown)

	def describe(self, id_type: str, id_number: str) -> Any:
		"""Return the service's report of a person, None where it can have none.

		:raises Unavailable: it does not answer, or refuses
		"""
		return self._ask("TellPerson", id_type, id_number)

	def _ask(self, operation: str, id_type: str, id_number: str) -> Any:
		"""Return an answer; None for what is no identification, of which it holds nothing."""
		try:
			return getattr(self._read_service(), operation)(idType=id_type, idNumber=id_number)
		except zeep.exceptions.Fault as fault:
			if _is_no_identity(fault):
				return None
			raise _refuse(fault) from fault
		except (requests.RequestException, zeep.exceptions.Error, OSError) as error:
			raise _refuse(error) from error

	def _read_service(self) -> Any:
		with self._lock:
			if self._service is None:
				self._service = self._build_service()
			return self._service

	def _build_service(self) -> Any:
		session = requests.Session()
		# `timeout` is for loading documents; `operation_timeout` is what bounds a call.
		transport = Transport(
			session=session, timeout=self._timeout, operation_timeout=self._timeout
		)
		settings = zeep.Settings(strict=True, forbid_dtd=True)
		client = zeep.Client(
			WSDL.as_uri(), transport=transport, settings=settings, wsse=self._token
		)
		return client.create_service(BINDING, self._url)


def _is_no_identity(fault: zeep.exceptions.Fault) -> bool:
	"""Say whether the service refuses the identification itself."""
	detail = fault.detail
	return detail is not None and any(one.tag == INVALID for one in detail.iter())


def _refuse(error: Exception) -> Unavailable:
	return Unavailable(say("La central de riesgos no responde."), code=type(error).__name__)
