"""Who asks about a person's risk, and why."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asker:
	"""Who asks, why, and under which id; written to the audit with each look-up."""

	consumer: str
	purpose: str
	correlation_id: str
