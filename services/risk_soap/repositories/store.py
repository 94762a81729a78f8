"""What a store of risk records must do, whatever keeps them."""

from collections.abc import Iterable
from typing import Protocol

from risk_soap.domain.records import RiskRecord


class RiskStore(Protocol):
	"""Reads from one complete version of the records; every method may raise `Unavailable`."""

	def find(self, key: str) -> RiskRecord | None:
		"""Return the record of a person's key (``type:number``)."""

	def search(self, tokens: list[str], limit: int) -> list[RiskRecord]:
		"""Return up to `limit` records whose names hold all the tokens, the closest first."""

	def ping(self) -> None:
		"""Raise where the store does not answer."""


class RiskLoading(Protocol):
	"""A new version of the records: unseen until `publish`, which shows all of it at once."""

	def add(self, records: Iterable[RiskRecord]) -> None:
		"""Write some records of the new version."""

	def publish(self) -> None:
		"""Let readers see the new version and forget the others."""

	def discard(self) -> None:
		"""Forget the new version."""
