"""What stands before Spyne: method, type, size, envelope, credentials, rate, schema.

Every answer over HTTP is an envelope, in the version of SOAP in which was asked. No label of what
is counted holds anything that who asks can choose.
"""

import re
import time
import traceback
import uuid
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import Any

import structlog
from prometheus_client import Counter, Histogram

from chasqui.kernel.errors import AppError, Unauthenticated
from risk_soap.soap.caller import QuestionParser, SpyneCaller, count_people, find_role
from risk_soap.soap.envelopes import Envelope, read_basic, read_envelope, read_token
from risk_soap.soap.faults import (
	BY_MEDIA_TYPE,
	SOAP_11,
	FaultKind,
	Refused,
	SoapVersion,
	read_failure,
	render_fault,
)
from risk_soap.soap.service import Inquiry
from risk_soap.use_cases.access_policy import AccessPolicy, Consumer, Credential

MAX_BODY_BYTES = 256 * 1024
GIVEN_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
PLAIN = ("", "identity")
WHOLE = re.compile(
	r"""\s*(?P<name>[\w.+-]+/[\w.+-]+)\s*"""
	r"""(?P<rest>(;\s*([\w.-]+\s*=\s*("[^"]*"|[^\s;,"]+)\s*)?)*)$"""
)
PARAMETER = re.compile(r"""([\w.-]+)\s*=\s*("[^"]*"|[^\s;,"]+)""")
LONGEST_TYPE = 500
# What the gateway says in the environ: when the question came, and that its turn came too late.
CAME, LATE = "chasqui.came", "chasqui.late"
# A store on the same network answers within milliseconds; a batch takes tens of them.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0)
SECONDS = Histogram(
	"chasqui_risk_request_seconds",
	"SOAP requests that were answered, by operation",
	["operation"],
	buckets=BUCKETS,
)
RESULTS = Counter(
	"chasqui_risk_results_total",
	"People looked up, by operation and status",
	["operation", "status"],
)
FAULTS = Counter("chasqui_risk_faults_total", "Faults, by version and code", ["version", "code"])
STORE_ERRORS = Counter("chasqui_risk_store_errors_total", "Times that a store did not answer")
Environ = dict[str, Any]


class Exchange:
	"""`version` is a guess till the envelope is read."""

	def __init__(self, environ: Environ, start_response: Callable[..., Any]) -> None:
		self.started: float = environ.get(CAME) or time.perf_counter()
		self.environ = environ
		self.version = guess_version(environ.get("CONTENT_TYPE", ""))
		given = environ.get("HTTP_X_REQUEST_ID", "")
		self.correlation_id = given if GIVEN_ID.fullmatch(given) else uuid.uuid4().hex
		self.address: str = environ.get("REMOTE_ADDR") or ""
		self._start_response = start_response

	def read_body(self) -> bytes:
		"""Return the whole body, as long as it may be.

		:raises Refused: it is longer, shorter than it says, or compressed
		"""
		if self.environ.get("HTTP_CONTENT_ENCODING", "").strip().lower() not in PLAIN:
			raise Refused(FaultKind.WRONG_TYPE, "El contenido no debe venir comprimido.")
		length = self.environ.get("CONTENT_LENGTH") or ""
		if length.isdecimal() and int(length[:12]) > MAX_BODY_BYTES:
			raise Refused(FaultKind.TOO_LARGE)
		# With a chunked body there is no length: read one byte more than may be.
		wanted = int(length) if length.isdecimal() else MAX_BODY_BYTES + 1
		try:
			body: bytes = self.environ["wsgi.input"].read(wanted)
		except (OSError, ValueError) as error:
			raise Refused(FaultKind.INVALID_REQUEST) from error
		if len(body) > MAX_BODY_BYTES:
			raise Refused(FaultKind.TOO_LARGE)
		return body

	def send(self, envelope: bytes) -> list[bytes]:
		"""Start the response of an answer and return its body."""
		return self._send("200 OK", envelope)

	def refuse(self, refused: Refused) -> list[bytes]:
		"""Start the response of a fault and return its body."""
		kind = refused.kind
		FAULTS.labels(self.version.number, kind.code).inc()
		if kind is FaultKind.UNAVAILABLE:
			STORE_ERRORS.inc()
			log = structlog.get_logger()
			log.warning("risk_store_unavailable", correlation_id=self.correlation_id)
		status = kind.read_status(self.version)
		body = render_fault(refused, self.version, self.correlation_id)
		line = f"{status} {HTTPStatus(status).phrase}"
		return self._send(line, body, *_list_headers(refused))

	def log_failure(self, error: Exception) -> None:
		"""Log where an unforeseen error rose, not its message, which may quote the question."""
		cause = error.__cause__ or error
		structlog.get_logger().error(
			"risk_failed",
			correlation_id=self.correlation_id,
			kind=type(cause).__name__,
			where=[
				f"{frame.filename}:{frame.lineno}"
				for frame in traceback.extract_tb(cause.__traceback__)
			],
		)

	def _send(self, line: str, body: bytes, *headers: tuple[str, str]) -> list[bytes]:
		self._start_response(
			line,
			[
				("Content-Type", self.version.content_type),
				("Content-Length", str(len(body))),
				("X-Request-Id", self.correlation_id),
				*headers,
			],
		)
		return [body]


class SoapGuard:
	"""WSGI around the Spyne applications."""

	def __init__(
		self, callers: dict[SoapVersion, SpyneCaller], access_policy: AccessPolicy
	) -> None:
		self._callers = callers
		self._access_policy = access_policy
		self._questions = QuestionParser()

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
		if LATE in exchange.environ:
			raise Refused(FaultKind.UNAVAILABLE)
		if exchange.environ["REQUEST_METHOD"] != "POST":
			raise Refused(FaultKind.NOT_SOAP)
		name, charset = read_media_type(exchange.environ.get("CONTENT_TYPE", ""))
		basic = read_basic(exchange.environ.get("HTTP_AUTHORIZATION", ""))
		known = self._check_basic(basic, exchange.address)  # of who is nobody, nothing is read
		body = exchange.read_body()
		return self._answer_body(exchange, read_envelope(body, charset), name, known)

	def _answer_body(
		self, exchange: Exchange, envelope: Envelope, name: str, known: Consumer | None
	) -> bytes:
		exchange.version = envelope.version
		if name != envelope.version.media_type:
			raise Refused(FaultKind.WRONG_TYPE)
		consumer = self._check_token(envelope, known, exchange.address)
		inquiry = self._admit(envelope, consumer, exchange.correlation_id)
		answer = self._callers[envelope.version].ask(inquiry)
		_count(envelope.operation, inquiry, time.perf_counter() - exchange.started)
		return answer

	def _check_basic(self, basic: list[Credential], address: str) -> Consumer | None:
		try:
			return self._access_policy.identify(basic, address) if basic else None
		except Unauthenticated as error:
			raise Refused(FaultKind.CHALLENGED) from error

	def _check_token(self, envelope: Envelope, known: Consumer | None, address: str) -> Consumer:
		"""Return who asks by the envelope, or by HTTP where it says nothing; both must agree."""
		token = read_token(envelope)
		if token is None:
			if known is None:
				raise Refused(FaultKind.CHALLENGED)
			return known
		consumer = self._access_policy.identify([token.credential], address)
		if known is not None and consumer is not known:
			raise Refused(FaultKind.NOT_AUTHORIZED)
		self._access_policy.admit_message(consumer, token.freshness, address)
		return consumer

	def _admit(self, envelope: Envelope, consumer: Consumer, correlation_id: str) -> Inquiry:
		role = find_role(envelope.operation)
		self._access_policy.admit(consumer, role, count_people(envelope.question, role))
		return Inquiry(self._questions.read(envelope.question), consumer.name, correlation_id)


@lru_cache(maxsize=64)
def read_media_type(header: str) -> tuple[str, str]:
	"""Return the type of a Content-Type header, which SOAP knows, and its charset or nothing.

	:raises Refused: there is none, there are several, or another
	"""
	found = WHOLE.match(header) if len(header) <= LONGEST_TYPE else None
	name = found["name"].lower() if found else ""
	parameters = PARAMETER.findall(found["rest"]) if found else []
	charsets = [value.strip('"') for key, value in parameters if key.lower() == "charset"]
	if name not in BY_MEDIA_TYPE or len(charsets) > 1:
		raise Refused(FaultKind.WRONG_TYPE)
	return name, charsets[0] if charsets else ""


def guess_version(header: str) -> SoapVersion:
	"""Return the version in which to answer before the envelope is known."""
	return BY_MEDIA_TYPE.get(header.partition(";")[0].strip().lower(), SOAP_11)


def _list_headers(refused: Refused) -> list[tuple[str, str]]:
	"""Return what HTTP says of a fault besides its status."""
	if refused.kind is FaultKind.CHALLENGED:
		return [("WWW-Authenticate", 'Basic realm="risk", charset="UTF-8"')]
	if refused.kind is FaultKind.NOT_SOAP:
		return [("Allow", "POST, GET")]
	if refused.kind is FaultKind.RATE_LIMITED:
		return [("Retry-After", str(refused.retry_after))]
	return []


def _count(operation: str, inquiry: Inquiry, seconds: float) -> None:
	for status, people in inquiry.statuses.items():
		RESULTS.labels(operation, status).inc(people)
	SECONDS.labels(operation).observe(seconds)
