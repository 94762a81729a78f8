"""A risk service for tests of its client: it speaks the WSDL over real HTTP, and can misbehave."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from chasqui.contracts.risk import NAMESPACE
from tests.support.serving import begin_serving

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
# No default namespace out here: zeep would look for a fault's unqualified detail in it.
ENVELOPE = '<e:Envelope xmlns:e="{soap}"><e:Body>{body}</e:Body></e:Envelope>'
ANSWER = "<{name}Response xmlns='{namespace}'><{name}Result>{inner}</{name}Result></{name}Response>"
FAULT = (
	"<e:Fault><faultcode>e:Client</faultcode><faultstring>No.</faultstring>"
	"<detail><{name} xmlns='{namespace}'><code>{name}</code>"
	"<correlationId>c1</correlationId>{more}</{name}></detail></e:Fault>"
)
MATCHES = (
	("17******65", "José Ángel Muñoz", "LOW", 812, "EXACT", 100),
	("09******56", "José Muñoz Vera", "HIGH", 310, "PARTIAL", 74),
)


@dataclass
class FakeRiskService:
	"""`levels` by number; whoever is not there has no record. `fault` is answered if set."""

	levels: dict[str, str] = field(default_factory=dict)
	fault: str | None = None
	retry_after: int = 7
	delay: float = 0.0
	calls: list[str] = field(default_factory=list)
	asked: list[str] = field(default_factory=list)
	purposes: list[str] = field(default_factory=list)
	connections: set[tuple[str, int]] = field(default_factory=set)
	url: str = ""

	def answer(self, data: bytes) -> tuple[int, bytes]:
		"""Return the status and the envelope that answer a question."""
		body = etree.fromstring(data).find(f"{{{SOAP}}}Body")
		assert body is not None
		question = body[0]
		name = etree.QName(question).localname
		self.calls.append(name)
		self.purposes.append(question.findtext(f"{{{NAMESPACE}}}purpose") or "")
		time.sleep(self.delay)
		if self.fault:
			more = f"<retryAfter>{self.retry_after}</retryAfter>"
			text = FAULT.format(
				name=self.fault, namespace=NAMESPACE, more=more if "Rate" in self.fault else ""
			)
			return 500, wrap_body(text)
		inner = getattr(self, f"_answer_{name}")(question)
		return 200, wrap_body(ANSWER.format(name=name, namespace=NAMESPACE, inner=inner))

	def _answer_GetRiskByIdentification(self, question: Any) -> str:  # noqa: N802 - the WSDL's
		number = question.findtext(f"{{{NAMESPACE}}}idNumber")
		return self._write_risk(number) + "<correlationId>c1</correlationId>"

	def _answer_FindRiskByName(self, question: Any) -> str:  # noqa: N802
		limit = int(question.findtext(f"{{{NAMESPACE}}}maxResults") or 20)
		matches = "".join(
			f"<match><maskedId>{mask}</maskedId><name>{escape(name)}</name><level>{level}</level>"
			f"<score>{score}</score><kind>{kind}</kind><similarity>{alike}</similarity></match>"
			for mask, name, level, score, kind, alike in MATCHES[:limit]
		)
		return f"<status>MULTIPLE_MATCHES</status>{matches}<correlationId>c1</correlationId>"

	def _answer_GetRiskBatch(self, question: Any) -> str:  # noqa: N802
		numbers = [item.findtext(f"{{{NAMESPACE}}}idNumber") for item in question.iter(
			f"{{{NAMESPACE}}}item")]  # fmt: skip
		items = "".join(
			f"<item><position>{place}</position>{self._write_risk(number)}</item>"
			for place, number in enumerate(numbers, start=1)
		)
		return f"{items}<correlationId>c1</correlationId>"

	def _write_risk(self, number: str) -> str:
		self.asked.append(number)
		level = self.levels.get(number)
		if level is None:
			return "<status>NOT_FOUND</status><level>UNKNOWN</level>"
		return (
			f"<status>FOUND</status><level>{level}</level><score>{300 + int(number[-2:])}</score>"
			f"<asOf>{date(2026, 11, 1)}</asOf><source>Central sintética</source>"
		)


@contextmanager
def run_fake_risk() -> Iterator[FakeRiskService]:
	"""Yield the service, served by threads that keep connections open."""
	fake = FakeRiskService()

	class Door(BaseHTTPRequestHandler):
		protocol_version = "HTTP/1.1"

		def do_POST(self) -> None:
			fake.connections.add(self.client_address[:2])
			data = self.rfile.read(int(self.headers["Content-Length"]))
			status, envelope = fake.answer(data)
			self.send_response(status)
			self.send_header("Content-Type", "text/xml; charset=utf-8")
			self.send_header("Content-Length", str(len(envelope)))
			self.end_headers()
			self.wfile.write(envelope)

		def log_message(self, *_: object) -> None:
			"""Say nothing."""

	with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
		server.daemon_threads = True
		begin_serving(server)
		fake.url = f"http://127.0.0.1:{server.server_port}/"
		yield fake
		server.shutdown()


def wrap_body(body: str) -> bytes:
	"""Return an envelope around a body."""
	return ENVELOPE.format(soap=SOAP, body=body).encode()
