"""What stands before Spyne: method, size, type, credentials, envelope; and clean faults after."""

import base64
import binascii
import hmac
import io
import time
import uuid
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

import structlog
from prometheus_client import Histogram

from risk_soap.soap.envelopes import Refused, clean_envelope
from risk_soap.soap.faults import FaultKind, read_kind, render_fault
from risk_soap.soap.service import CONSUMER, CORRELATION, OUTCOME

MAX_BODY_BYTES = 256 * 1024
XML = "text/xml; charset=utf-8"
KNOWN_OPERATIONS = frozenset({"GetRiskByIdentification", "FindRiskByName", "Ping"})
SECONDS = Histogram(
	"chasqui_risk_request_seconds", "SOAP requests by operation", ["operation", "outcome"]
)
Environ = dict[str, Any]
StartResponse = Callable[..., Any]


class SoapGuard:
	"""WSGI around the Spyne application. Every answer to a POST is an envelope."""

	def __init__(self, spyne_app: Any, *, user: str, password: str) -> None:
		self._spyne = spyne_app
		self._user = user
		self._expected = f"{user}:{password}".encode()
		spyne_app.event_manager.add_listener("wsgi_exception", _replace_fault)

	def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
		started = time.perf_counter()
		correlation = str(environ.get("HTTP_X_REQUEST_ID", ""))[:64] or str(uuid.uuid4())
		environ[CORRELATION] = correlation
		operation = "-"
		try:
			operation = self._admit(environ)
			answer = self._ask(environ, start_response)
		except Refused as refused:
			environ[OUTCOME] = refused.kind.code
			answer = answer_fault(refused.kind, correlation, start_response)
		except Exception:
			structlog.get_logger().exception("soap_failed", correlation_id=correlation)
			environ[OUTCOME] = FaultKind.INTERNAL.code
			answer = answer_fault(FaultKind.INTERNAL, correlation, start_response)
		known = operation if operation in KNOWN_OPERATIONS else "-"
		outcome = environ.get(OUTCOME, "-")
		SECONDS.labels(known, outcome).observe(time.perf_counter() - started)
		return answer

	def _admit(self, environ: Environ) -> str:
		"""Replace the request's body by a clean envelope; return its operation."""
		if environ["REQUEST_METHOD"] != "POST":
			raise Refused(FaultKind.NOT_SOAP)
		if not self._knows(environ.get("HTTP_AUTHORIZATION", "")):
			raise Refused(FaultKind.NOT_AUTHORIZED)
		environ[CONSUMER] = self._user
		body = _read_body(environ)
		envelope, operation = clean_envelope(body, environ.get("CONTENT_TYPE", ""))
		environ["wsgi.input"] = io.BytesIO(envelope)
		environ["CONTENT_LENGTH"] = str(len(envelope))
		environ["CONTENT_TYPE"] = XML
		return operation

	def _ask(self, environ: Environ, start_response: StartResponse) -> list[bytes]:
		"""Return Spyne's answer whole, so that a failure on the way still becomes a fault."""
		held: list[Any] = []
		body = b"".join(self._spyne(environ, lambda *given: held.append(given)))
		status = held[-1][0]
		start_response(status, build_headers(body, environ[CORRELATION]))
		return [body]

	def _knows(self, authorization: str) -> bool:
		scheme, _, encoded = authorization.partition(" ")
		try:
			given = base64.b64decode(encoded, validate=True)
		except (binascii.Error, ValueError):
			return False
		return scheme.lower() == "basic" and hmac.compare_digest(given, self._expected)


def answer_fault(kind: FaultKind, correlation: str, start_response: StartResponse) -> list[bytes]:
	"""Start the response of a fault and return its body."""
	body = render_fault(kind, correlation)
	headers = build_headers(body, correlation)
	if kind is FaultKind.NOT_AUTHORIZED:
		headers.append(("WWW-Authenticate", 'Basic realm="risk"'))
	if kind is FaultKind.NOT_SOAP:
		headers.append(("Allow", "POST, GET"))
	start_response(f"{kind.status} {HTTPStatus(kind.status).phrase}", headers)
	return [body]


def build_headers(body: bytes, correlation: str) -> list[tuple[str, str]]:
	"""Return the headers of an envelope."""
	return [
		("Content-Type", XML),
		("Content-Length", str(len(body))),
		("X-Request-Id", correlation),
	]


def _read_body(environ: Environ) -> bytes:
	length = environ.get("CONTENT_LENGTH") or ""
	if length.isdigit() and int(length) > MAX_BODY_BYTES:
		raise Refused(FaultKind.TOO_LARGE)
	# With a chunked body there is no length: read one byte more than may be.
	wanted = int(length) if length.isdigit() else MAX_BODY_BYTES + 1
	body: bytes = environ["wsgi.input"].read(wanted)
	if len(body) > MAX_BODY_BYTES:
		raise Refused(FaultKind.TOO_LARGE)
	return body


def _replace_fault(ctx: Any) -> None:
	"""Answer our fault instead of Spyne's, whose text may quote the question."""
	environ = ctx.transport.req_env
	error = ctx.out_error or ctx.in_error
	kind = read_kind(str(getattr(error, "faultcode", "")))
	is_ours = getattr(error, "faultcode", "") == kind.faultcode
	body = render_fault(kind, environ[CORRELATION], error.faultstring if is_ours else None)
	environ[OUTCOME] = kind.code
	ctx.out_string = [body]
