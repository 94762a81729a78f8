"""Amazon SES for tests: moto's server, which misbehaves when told to, as `SmtpSink` does."""

import base64
import json
import socket
import threading
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any
from urllib.parse import quote

import boto3
from werkzeug.serving import make_server

from tests.support.moto_app import MotoApp, QuietHandler
from tests.support.serving import begin_serving
from tests.support.smtp_sink import MESSAGE_ID, Decide, KeptMail, Stage, Trick

REGION = "us-east-1"
SENDING = "/v2/email/outbound-emails"
# The steps of SMTP at which SES can say no too: to the request as a whole.
STAGES = (Stage.MAIL, Stage.RCPT, Stage.FINAL)


class SesSink:
	"""Takes mail from `sender`, whose address is verified. See `SmtpSink` for the rest.

	An SMTP reply that `decide` gives is told as SES tells it: 4xx as throttling, 5xx as a
	rejection; any other text is the code of the error.
	"""

	def __init__(self, sender: str = "noticias@example.com") -> None:
		self.decide: Decide = lambda stage, address: None
		self.mails: list[KeptMail] = []
		self.most_connections = 0
		self.delay = 0.0
		self.pause: Callable[[str], float] = lambda address: 0.0
		self._sender = sender
		self._moto = MotoApp()
		self._under_way = 0
		self._lock = threading.Lock()
		self._is_over = threading.Event()
		self._server = make_server(
			"127.0.0.1", 0, self._serve, threaded=True, request_handler=QuietHandler
		)

	def __enter__(self) -> "SesSink":
		self._thread = begin_serving(self._server)
		client = boto3.client("sesv2", region_name=REGION, endpoint_url=self.endpoint)
		client.create_email_identity(EmailIdentity=self._sender)
		return self

	def __exit__(self, *_: object) -> None:
		self._is_over.set()
		self._server.shutdown()
		self._thread.join(10)
		self._server.server_close()

	@property
	def endpoint(self) -> str:
		return f"http://127.0.0.1:{self._server.server_port}"

	@property
	def url(self) -> str:
		return f"ses://{REGION}?endpoint={quote(self.endpoint, safe='')}"

	@property
	def recipients(self) -> list[str]:
		return [mail.recipient for mail in self.mails]

	@property
	def message_ids(self) -> list[str]:
		return [mail.message_id for mail in self.mails]

	def _serve(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
		if environ["PATH_INFO"] != SENDING:
			return self._moto(environ, start)
		with self._lock:
			self._under_way += 1
			self.most_connections = max(self.most_connections, self._under_way)
		try:
			return self._take_mail(environ, start)
		finally:
			with self._lock:
				self._under_way -= 1

	def _take_mail(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
		told = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
		request = json.loads(told)
		(address,) = request["Destination"]["ToAddresses"]
		answers = [self.decide(stage, address) for stage in STAGES]
		answer = next((one for one in answers if one), None)
		if isinstance(answer, str) and not isinstance(answer, Trick):
			return refuse(answer, start)
		environ["wsgi.input"] = BytesIO(told)
		with self._lock:
			taken = self._moto(environ, start)
			body = base64.b64decode(request["Content"]["Raw"]["Data"])
			found = MESSAGE_ID.search(body)
			message_id = found.group(1).decode() if found else ""
			self.mails.append(KeptMail(address, message_id, body))
		self._is_over.wait(self.pause(address) or self.delay)
		if answer is Trick.HANG:
			self._is_over.wait(3600)
		if answer is not None:
			environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
		return taken


def refuse(answer: str, start: Callable[..., Any]) -> Iterable[bytes]:
	"""Answer as SES refuses a request."""
	kinds = {"4": (429, "TooManyRequestsException"), "5": (400, "MessageRejected")}
	status, code = kinds.get(answer[0], (400, answer.partition(" ")[0]))
	if code == "InternalFailure":
		status = 500
	body = json.dumps({"message": answer}).encode()
	headers = [
		("Content-Type", "application/json"),
		("Content-Length", str(len(body))),
		("x-amzn-ErrorType", code),
	]
	start(f"{status} Refused", headers)
	return [body]
