"""Words of the mailer: what the company's domain has to say so that its mails are believed."""

from enum import StrEnum

from chasqui.contracts.wire import Contract, Words


class DnsState(StrEnum):
	"""`unknown`: the DNS could not be asked, which says nothing of the record."""

	GOOD = "good"
	MISSING = "missing"
	WRONG = "wrong"
	UNKNOWN = "unknown"


class RecordKind(StrEnum):
	"""SPF (RFC 7208), DKIM (RFC 6376), DMARC (RFC 7489), and where answers come in (MX)."""

	SPF = "spf"
	DKIM = "dkim"
	DMARC = "dmarc"
	MX = "mx"


class DnsRecord(Contract):
	"""`value` is what to publish, as TXT unless it is an MX; `found` is what stands there."""

	kind: RecordKind
	host: str
	value: str
	found: list[str] = []
	state: DnsState
	why: Words = ""


class MailDomain(Contract):
	"""`is_signed`: mails bear a DKIM signature. `is_aligned`: it is the sender's own domain that
	signs, as DMARC wants it.
	"""

	sender: str
	domain: str
	is_signed: bool
	is_aligned: bool
	records: list[DnsRecord]
