"""One question on its way through Spyne: who asks, and what came of it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from chasqui.contracts.risk import RiskStatus
from chasqui.kernel.errors import AppError
from risk_soap.domain.lookups import Asker
from risk_soap.soap.faults import Refused, read_failure
from risk_soap.soap.spyne_import import Fault

UNSPECIFIED = "unspecified"


@dataclass(slots=True)
class Inquiry:
	"""`question` is the valid element of the body, as lxml knows it."""

	question: Any
	consumer: str
	correlation_id: str
	statuses: Counter[str] = field(default_factory=Counter)
	failure: Exception | None = None

	def make_asker(self, purpose: str | None) -> Asker:
		"""Return who asks and why, for the audit."""
		return Asker(self.consumer, (purpose or "").strip() or UNSPECIFIED, self.correlation_id)

	def note(self, *statuses: RiskStatus) -> None:
		"""Count what was answered."""
		self.statuses.update(status.value for status in statuses)

	@contextmanager
	def keep_failure(self) -> Iterator[None]:
		"""Keep what an operation raises, and leave Spyne by the one way that it knows."""
		try:
			yield
		except AppError as error:
			self.failure = read_failure(error)
			raise Fault("Server") from error
		except Exception as error:
			self.failure = error
			raise Fault("Server") from error

	def raise_failure(self, other: Exception | None) -> None:
		"""Raise what went wrong, if anything did.

		:raises Refused: what a use case refused
		"""
		failure = self.failure or other
		if isinstance(failure, Refused):
			raise failure
		if failure is not None:
			raise RuntimeError("an operation failed") from failure
