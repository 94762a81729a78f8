"""Asks the credit-risk service by SOAP through zeep; a service that is down is an answer too."""

import threading
from pathlib import Path
from typing import Any

import requests
import structlog
import zeep
import zeep.exceptions
from zeep.transports import Transport

import chasqui.contracts
from chasqui.contracts.risk import RiskAnswer, RiskLevel, RiskStatus
from chasqui.kernel.clock import read_now

WSDL = Path(chasqui.contracts.__file__).with_name("risk_v1.wsdl")
BINDING = "{urn:chasqui:risk:v1}RiskSoap11"
PURPOSE = "telemarketing"


class RiskClient:
	"""One per process. The WSDL is the pinned one, so that no start depends on the service."""

	def __init__(self, url: str, *, user: str, password: str, timeout: float) -> None:
		self._url = url
		self._auth = (user, password)
		self._timeout = timeout
		self._service: Any = None
		self._lock = threading.Lock()

	def ask(self, id_type: str, id_number: str) -> RiskAnswer:
		"""Return a person's risk; `UNAVAILABLE` where the service fails or is slow."""
		try:
			answer = self._read_service().GetRiskByIdentification(
				idType=id_type, idNumber=id_number, purpose=PURPOSE
			)
		except (requests.RequestException, zeep.exceptions.Error, OSError) as error:
			structlog.get_logger().warning("risk_unavailable", kind=type(error).__name__)
			return RiskAnswer(status=RiskStatus.UNAVAILABLE, asked_at=read_now())
		return _read_answer(answer)

	def _read_service(self) -> Any:
		with self._lock:
			if self._service is None:
				self._service = self._build_service()
			return self._service

	def _build_service(self) -> Any:
		session = requests.Session()
		session.auth = self._auth
		# `timeout` is for loading documents; `operation_timeout` is what bounds a call.
		transport = Transport(
			session=session, timeout=self._timeout, operation_timeout=self._timeout
		)
		settings = zeep.Settings(strict=True, forbid_dtd=True)
		client = zeep.Client(WSDL.as_uri(), transport=transport, settings=settings)
		return client.create_service(BINDING, self._url)


def _read_answer(answer: Any) -> RiskAnswer:
	return RiskAnswer(
		status=RiskStatus(answer.status),
		level=RiskLevel(answer.level or RiskLevel.UNKNOWN),
		score=answer.score,
		as_of=answer.asOf,
		source=answer.source,
		asked_at=read_now(),
	)
