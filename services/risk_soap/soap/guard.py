"""What stands before Spyne: method, type, size, envelope, credentials, rate, schema."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from chasqui.kernel.errors import AppError, Unauthenticated
from risk_soap.domain.consumers import Consumer, Credential
from risk_soap.soap.caller import SpyneCaller
from risk_soap.soap.envelopes import Envelope, read_envelope
from risk_soap.soap.exchanges import Environ, Exchange
from risk_soap.soap.faults import FaultKind, Refused, read_failure
from risk_soap.soap.figures import RESULTS, SECONDS
from risk_soap.soap.inquiries import Inquiry
from risk_soap.soap.media_types import MediaType, read_media_type
from risk_soap.soap.questions import QuestionReader, count_people, find_role
from risk_soap.soap.security import read_basic, read_token
from risk_soap.soap.turns import Turns
from risk_soap.soap.versions import SoapVersion
from risk_soap.use_cases.gatekeeper import Gatekeeper
from risk_soap.use_cases.replay_guard import ReplayGuard


class SoapGuard:
	"""WSGI around the Spyne applications. Every answer is an envelope."""

	def __init__(
		self,
		callers: dict[SoapVersion, SpyneCaller],
		gatekeeper: Gatekeeper,
		replays: ReplayGuard,
		turns: Turns,
	) -> None:
		self._callers = callers
		self._gatekeeper = gatekeeper
		self._replays = replays
		self._turns = turns
		self._questions = QuestionReader()

	def __call__(self, environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
		exchange = Exchange(environ, start_response)
		try:
			answer = self._answer(exchange)
		except Refused as refused:
			return exchange.refuse(refused)
		except AppError as error:
			return exchange.refuse(read_failure(error))
		except Exception as error:
			exchange.log_failure(error)
			return exchange.refuse(Refused(FaultKind.INTERNAL))
		return exchange.send(answer)

	def _answer(self, exchange: Exchange) -> bytes:
		if exchange.environ["REQUEST_METHOD"] != "POST":
			raise Refused(FaultKind.NOT_SOAP)
		media = read_media_type(exchange.environ.get("CONTENT_TYPE", ""))
		basic = read_basic(exchange.environ.get("HTTP_AUTHORIZATION", ""))
		known = self._check_basic(basic, exchange.address)  # of who is nobody, nothing is read
		body = exchange.read_body()
		with self._turns.take():
			return self._answer_body(exchange, body, media, known)

	def _answer_body(
		self, exchange: Exchange, body: bytes, media: MediaType, known: Consumer | None
	) -> bytes:
		envelope = read_envelope(body, media.charset)
		exchange.version = envelope.version
		if media.name != envelope.version.media_type:
			raise Refused(FaultKind.WRONG_TYPE)
		consumer = self._check_token(envelope, known, exchange.address)
		inquiry = self._admit(envelope, consumer, exchange.correlation_id)
		answer = self._callers[envelope.version].ask(inquiry)
		_count(envelope.operation, inquiry, time.perf_counter() - exchange.started)
		return answer

	def _check_basic(self, basic: list[Credential], address: str) -> Consumer | None:
		try:
			return self._gatekeeper.identify(basic, address) if basic else None
		except Unauthenticated as error:
			raise Refused(FaultKind.CHALLENGED) from error

	def _check_token(self, envelope: Envelope, known: Consumer | None, address: str) -> Consumer:
		"""Return who asks by the envelope, or by HTTP where it says nothing; both must agree."""
		token = read_token(envelope)
		if token is None:
			if known is None:
				raise Refused(FaultKind.CHALLENGED)
			return known
		consumer = self._gatekeeper.identify([token.credential], address)
		if known is not None and consumer is not known:
			raise Refused(FaultKind.NOT_AUTHORIZED)
		self._replays.admit(consumer, token.freshness, address)
		return consumer

	def _admit(self, envelope: Envelope, consumer: Consumer, correlation_id: str) -> Inquiry:
		role = find_role(envelope.operation)
		self._gatekeeper.admit(consumer, role, count_people(envelope.question, role))
		return Inquiry(self._questions.read(envelope.question), consumer.name, correlation_id)


def _count(operation: str, inquiry: Inquiry, seconds: float) -> None:
	for status, people in inquiry.statuses.items():
		RESULTS.labels(operation, status).inc(people)
	SECONDS.labels(operation).observe(seconds)
