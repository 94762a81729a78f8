"""A name server for tests: answers TXT and MX over UDP, or nothing at all."""

import socketserver
from typing import Any

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

from tests.support.serving import begin_serving


class DnsServer:
	"""`records` are the texts of a host by its kind: ``{("TXT", "example.com"): ["v=spf1 …"]}``."""

	def __init__(self, records: dict[tuple[str, str], list[str]]) -> None:
		self.records = records

	def __enter__(self) -> "DnsServer":
		records = self.records

		class Handler(socketserver.BaseRequestHandler):
			def handle(self) -> None:
				asked, connection = self.request
				connection.sendto(answer(asked, records), self.client_address)

		self._server: Any = socketserver.ThreadingUDPServer(("127.0.0.1", 0), Handler)
		self._thread = begin_serving(self._server)
		return self

	def __exit__(self, *_: object) -> None:
		self._server.shutdown()
		self._server.server_close()
		self._thread.join(10)

	@property
	def address(self) -> str:
		return f"127.0.0.1:{self._server.server_address[1]}"


def answer(asked: bytes, records: dict[tuple[str, str], list[str]]) -> bytes:
	"""Return what the server answers: long texts in pieces of 255 octets."""
	query = dns.message.from_wire(asked)
	response = dns.message.make_response(query)
	response.flags |= dns.flags.AA
	question = query.question[0]
	kind = dns.rdatatype.to_text(question.rdtype)
	host = question.name.to_text(omit_final_dot=True).lower()
	known = records.get((kind, host))
	if known is None and not any(name == host for _, name in records):
		response.set_rcode(dns.rcode.NXDOMAIN)
	for text in known or []:
		written = " ".join(f'"{text[at : at + 255]}"' for at in range(0, len(text), 255))
		value = written if kind == "TXT" else text
		response.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, value))
	return response.to_wire()
