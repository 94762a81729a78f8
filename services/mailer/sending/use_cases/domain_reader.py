"""Says which records the company's domain should have, and looks whether it has them."""

from collections.abc import Callable, Sequence
from typing import Protocol

from chasqui.contracts.mailer.domains import DnsRecord, MailDomain, RecordKind
from mailer.designs.domain.addresses import read_domain
from mailer.sending.domain.dkim import DkimKey
from mailer.sending.domain.dns_rules import (
	Verdict,
	judge_dkim,
	judge_dmarc,
	judge_mx,
	judge_spf,
)


class Resolver(Protocol):
	def find(self, host: str, kind: str = "TXT") -> list[str] | None:
		"""Return the records of a host; none where it has none; None where nobody answers."""


class DomainReader:
	"""`server` is the host that mails leave by, `reply_address` where answers come in."""

	def __init__(
		self,
		dns: Resolver,
		keys: Sequence[DkimKey],
		*,
		sender: str,
		server: str,
		reply_address: str,
	) -> None:
		self._dns = dns
		self._keys = keys
		self._sender = sender
		self._server = server
		self._replies = read_domain(reply_address)

	def read(self) -> MailDomain:
		"""Return the records with what stands in the DNS."""
		domain = read_domain(self._sender)
		records = [
			self._look(RecordKind.SPF, domain, self._propose_spf(), judge_spf),
			*(self._look_at_key(key) for key in self._keys),
			self._look(
				RecordKind.DMARC,
				f"_dmarc.{domain}",
				f"v=DMARC1; p=none; rua=mailto:{self._sender}",
				judge_dmarc,
			),
		]
		if self._replies:
			value, found = f"10 {self._server}.", self._dns.find(self._replies, "MX")
			mx = _describe(RecordKind.MX, self._replies, value, found, judge_mx(found))
			records.append(mx)
		return MailDomain(
			sender=self._sender,
			domain=domain,
			is_signed=bool(self._keys),
			is_aligned=any(_is_aligned(one.domain, domain) for one in self._keys),
			records=records,
		)

	def _propose_spf(self) -> str:
		return f"v=spf1 a:{self._server} mx -all" if self._server else "v=spf1 mx -all"

	def _look_at_key(self, key: DkimKey) -> DnsRecord:
		found = self._dns.find(key.host)
		verdict = judge_dkim(found, key.record)
		return _describe(RecordKind.DKIM, key.host, key.record, found, verdict)

	def _look(
		self,
		kind: RecordKind,
		host: str,
		value: str,
		judge: Callable[[Sequence[str] | None], Verdict],
	) -> DnsRecord:
		found = self._dns.find(host)
		return _describe(kind, host, value, found, judge(found))


def _describe(
	kind: RecordKind, host: str, value: str, found: list[str] | None, verdict: Verdict
) -> DnsRecord:
	state, why = verdict
	return DnsRecord(kind=kind, host=host, value=value, found=found or [], state=state, why=why)


def _is_aligned(signing: str, sender: str) -> bool:
	"""Return whether one domain is the other, or below it (relaxed alignment, RFC 7489, 3.1.1)."""
	return signing == sender or sender.endswith(f".{signing}") or signing.endswith(f".{sender}")
