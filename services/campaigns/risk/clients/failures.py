"""What can go wrong when the risk service is asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import requests
import zeep.exceptions

from chasqui.contracts.risk import NAMESPACE, UnavailableReason
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say

DEFAULT_RETRY_SECONDS = 5
# zeep hands on what an answer against the schema left: a None where a result should be.
FAILURES = (
	requests.RequestException,
	zeep.exceptions.Error,
	OSError,
	ValueError,
	TypeError,
	AttributeError,
)
REASONS = {
	"RateLimited": UnavailableReason.RATE_LIMITED,
	"Unavailable": UnavailableReason.SERVICE_DOWN,
	"NotAuthorized": UnavailableReason.NOT_AUTHORIZED,
}


class RiskUnavailable(RuntimeError):
	"""No answer; `retry_after` is in seconds, where the service gives it."""

	def __init__(self, reason: UnavailableReason, *, retry_after: int | None = None) -> None:
		super().__init__(reason)
		self.reason = reason
		self.retry_after = retry_after


@contextmanager
def translate_failures(field: str) -> Iterator[None]:
	"""Turn what zeep and requests raise into the two kinds: our fault, or no answer.

	:raises Invalid: the service refuses what it was asked; `field` is blamed
	:raises RiskUnavailable: anything else
	"""
	try:
		yield
	except zeep.exceptions.Fault as fault:
		raise _read_fault(fault, field) from fault
	except zeep.exceptions.ValidationError as error:
		raise _refuse(field) from error
	except FAILURES as error:
		raise RiskUnavailable(UnavailableReason.NO_ANSWER) from error


def _read_fault(fault: zeep.exceptions.Fault, field: str) -> Exception:
	code = _read_detail(fault, "code")
	if code == "InvalidRequest":
		return _refuse(field)
	reason = REASONS.get(code, UnavailableReason.NO_ANSWER)
	if reason is not UnavailableReason.RATE_LIMITED:
		return RiskUnavailable(reason)
	detail = _read_detail(fault, "retryAfter")
	return RiskUnavailable(
		reason, retry_after=int(detail) if detail.isdigit() else DEFAULT_RETRY_SECONDS
	)


def _refuse(field: str) -> Invalid:
	detail = FieldError(field, say("La central de riesgos no acepta este dato."), "refused")
	return Invalid(
		say("La central de riesgos no acepta lo que se consultó."), code="refused", fields=[detail]
	)


def _read_detail(fault: zeep.exceptions.Fault, name: str) -> str:
	detail: Any = fault.detail
	if detail is None:
		return ""
	found = next(detail.iter(f"{{{NAMESPACE}}}{name}"), None)
	return (found.text or "").strip() if found is not None else ""
