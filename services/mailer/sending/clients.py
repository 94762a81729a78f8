"""Asks the DNS what a domain says of its mails."""

import dns.exception
import dns.resolver

PATIENCE = 2.0


class DnsClient:
	"""`nameservers` are asked instead of the machine's, as ``address:port``."""

	def __init__(self, nameservers: list[str] | None = None) -> None:
		self._nameservers = nameservers or []

	def find(self, host: str, kind: str = "TXT") -> list[str] | None:
		"""Return the records of a host; none where it has none; None where nobody answers."""
		try:
			answer = self._open().resolve(host, kind, lifetime=PATIENCE)
		except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
			return []
		except dns.exception.DNSException:
			return None
		return [self._write(one, kind) for one in answer]

	def _open(self) -> dns.resolver.Resolver:
		resolver = dns.resolver.Resolver(configure=not self._nameservers)
		if self._nameservers:
			host, _, port = self._nameservers[0].rpartition(":")
			resolver.nameservers, resolver.port = [host], int(port)
		return resolver

	@staticmethod
	def _write(record: object, kind: str) -> str:
		if kind == "TXT":  # in pieces of at most 255 octets, which are one text
			pieces: tuple[bytes, ...] = record.strings  # type: ignore[attr-defined]
			return b"".join(pieces).decode("utf-8", "replace")
		return str(record)
