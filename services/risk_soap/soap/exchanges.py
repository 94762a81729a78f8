"""One request over HTTP and its answer, in the version of SOAP in which it was asked."""

import re
import time
import traceback
import uuid
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

import structlog

from risk_soap.soap.fault_envelopes import render_fault
from risk_soap.soap.faults import FaultKind, Refused
from risk_soap.soap.figures import FAULTS, STORE_ERRORS
from risk_soap.soap.media_types import guess_version

MAX_BODY_BYTES = 256 * 1024
GIVEN_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")
PLAIN = ("", "identity")
Environ = dict[str, Any]


class Exchange:
	"""`version` is a guess till the envelope is read."""

	def __init__(self, environ: Environ, start_response: Callable[..., Any]) -> None:
		self.started = time.perf_counter()
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


def _list_headers(refused: Refused) -> list[tuple[str, str]]:
	"""Return what HTTP says of a fault besides its status."""
	if refused.kind is FaultKind.CHALLENGED:
		return [("WWW-Authenticate", 'Basic realm="risk", charset="UTF-8"')]
	if refused.kind is FaultKind.NOT_SOAP:
		return [("Allow", "POST, GET")]
	if refused.kind is FaultKind.RATE_LIMITED:
		return [("Retry-After", str(refused.retry_after))]
	return []
