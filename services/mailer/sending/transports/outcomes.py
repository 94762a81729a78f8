"""What became of one mail that was handed to a server."""

import re
from dataclasses import dataclass
from enum import StrEnum

# RFC 3463: the mailbox or the domain does not exist, or takes mail no more.
UNKNOWN_ADDRESS_CODES = frozenset({"5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1"})
MAX_REPLY = 200
_ENHANCED = re.compile(r"^[245]\.\d{1,3}\.\d{1,3}\b")
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@,;]+>?")


class OutcomeKind(StrEnum):
	"""Accepted, the two kinds of failure, and the honest «we do not know»."""

	ACCEPTED = "accepted"
	RETRYABLE = "retryable"  # 4xx, no connection, lost before the final dot
	REJECTED = "rejected"  # 5xx for this mail or this person
	UNCERTAIN = "uncertain"  # lost or late after the final dot
	UNTRIED = "untried"  # nothing of it has left


@dataclass(frozen=True)
class Outcome:
	"""`reply` is the server's answer without addresses; `job_id` names the delivery."""

	job_id: int
	kind: OutcomeKind
	reply: str = ""
	is_unknown_address: bool = False


class TransportDown(Exception):
	"""No connection to be had. `is_permanent`: trying again cannot help (credentials, TLS)."""

	def __init__(self, reason: str, *, is_permanent: bool = False) -> None:
		super().__init__(reason)
		self.reason = reason
		self.is_permanent = is_permanent


def judge_reply(job_id: int, code: int, text: str) -> Outcome:
	"""Return what a server's reply to RCPT, DATA or the final dot means for its mail."""
	reply = describe_reply(code, text)
	if 200 <= code < 300:
		return Outcome(job_id, OutcomeKind.ACCEPTED, reply)
	if 500 <= code < 600:
		found = _ENHANCED.match(text)
		unknown = found is not None and found.group() in UNKNOWN_ADDRESS_CODES
		return Outcome(job_id, OutcomeKind.REJECTED, reply, is_unknown_address=unknown)
	return Outcome(job_id, OutcomeKind.RETRYABLE, reply)


def describe_reply(code: int, text: str) -> str:
	"""Return a reply to be kept: short, without the addresses that servers like to repeat."""
	shown = "".join(filter(str.isprintable, _ADDRESS.sub("<…>", text)))
	return f"{code} {shown}"[:MAX_REPLY]
