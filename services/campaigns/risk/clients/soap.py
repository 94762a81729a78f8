"""The one SOAP client of the credit-risk service, through zeep and the pinned WSDL."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import requests
import structlog
import zeep
from requests.adapters import HTTPAdapter
from zeep.transports import Transport

import chasqui.contracts
from campaigns.risk.clients.failures import RiskUnavailable, translate_failures
from chasqui.contracts.risk import (
	Identification,
	IdWarning,
	MatchKind,
	RiskAnswer,
	RiskLevel,
	RiskMatch,
	RiskStatus,
	UnavailableReason,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.soap_token import OneTimeToken

WSDL = Path(chasqui.contracts.__file__).with_name("risk_v1.wsdl")
BINDING = "{urn:chasqui:risk:v1}RiskSoap11"
REQUEST_ID_LENGTH = 64


class RiskSoapClient:
	"""One per process; threads share its connections. No start depends on the service.

	`connections` is how many threads may ask at once, each on a connection of its own that is
	kept open. Every question raises `RiskUnavailable` or `Invalid` where there is no answer.
	"""

	def __init__(
		self, url: str, *, user: str, password: str, timeout: float, connections: int
	) -> None:
		self._url = url
		self._token = OneTimeToken(user, password)
		self._timeout = timeout
		self._connections = connections
		self._service: Any = None
		self._lock = threading.Lock()

	def ask(self, one: Identification, purpose: str) -> RiskAnswer:
		"""Return a person's risk."""
		with translate_failures("id_number"):
			answer = self._read_service().GetRiskByIdentification(
				idType=one.id_type, idNumber=one.id_number, requestId=_read_id(), purpose=purpose
			)
			return _read_answer(answer)

	def find_by_name(self, name: str, limit: int, purpose: str) -> RiskAnswer:
		"""Return who is called so, ranked by the service."""
		with translate_failures("name"):
			answer = self._read_service().FindRiskByName(
				name=name, maxResults=limit, requestId=_read_id(), purpose=purpose
			)
			return RiskAnswer(
				status=RiskStatus(answer.status),
				matches=[_read_match(match) for match in answer.match],
				asked_at=read_now(),
			)

	def ask_batch(self, items: Sequence[Identification], purpose: str) -> list[RiskAnswer]:
		"""Return the risk of up to `MAX_BATCH` people, in the order asked."""
		asked = [{"idType": one.id_type, "idNumber": one.id_number} for one in items]
		with translate_failures("items"):
			answer = self._read_service().GetRiskBatch(
				item=asked, requestId=_read_id(), purpose=purpose
			)
			ordered = sorted(answer.item, key=lambda item: item.position)
			if [item.position for item in ordered] != list(range(1, len(items) + 1)):
				raise RiskUnavailable(UnavailableReason.NO_ANSWER)
			return [_read_answer(item) for item in ordered]

	def _read_service(self) -> Any:
		with self._lock:
			if self._service is None:
				self._service = self._build_service()
			return self._service

	def _build_service(self) -> Any:
		session = requests.Session()
		session.trust_env = False  # no proxy and no netrc of the machine between two services
		adapter = HTTPAdapter(pool_connections=1, pool_maxsize=self._connections)
		for scheme in ("http://", "https://"):
			session.mount(scheme, adapter)
		# `timeout` is for loading documents; `operation_timeout` is what bounds a call.
		transport = Transport(
			session=session, timeout=self._timeout, operation_timeout=self._timeout
		)
		settings = zeep.Settings(strict=True, forbid_dtd=True)
		client = zeep.Client(
			WSDL.as_uri(), transport=transport, settings=settings, wsse=self._token
		)
		return client.create_service(BINDING, self._url)


def _read_id() -> str | None:
	"""Return the id of the request that is served, so that both logs share it."""
	correlation_id = structlog.contextvars.get_contextvars().get("correlation_id")
	return str(correlation_id)[:REQUEST_ID_LENGTH] if correlation_id else None


def _read_answer(answer: Any) -> RiskAnswer:
	return RiskAnswer(
		status=RiskStatus(answer.status),
		level=RiskLevel(answer.level),
		score=answer.score,
		as_of=answer.asOf,
		source=answer.source,
		warning=IdWarning(answer.warning) if answer.warning else None,
		asked_at=read_now(),
	)


def _read_match(match: Any) -> RiskMatch:
	return RiskMatch(
		masked_id=match.maskedId,
		name=match.name,
		level=RiskLevel(match.level),
		score=match.score,
		as_of=match.asOf,
		kind=MatchKind(match.kind),
		similarity=match.similarity,
	)
