"""What is wrong with a row: cells that it can do without, and others for which it stays out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chasqui.kernel.texts.text import Text
from customers.people.domain.problems import BadField

LONGEST_VALUE = 120


@dataclass(frozen=True)
class Fault:
	"""One cell that cannot be as it is, with what it says."""

	field: str
	code: str
	reason: Text
	value: str = ""

	@classmethod
	def make(cls, bad: BadField, value: str = "") -> "Fault":
		"""Return what a rule says of a cell, in the lengths that are kept."""
		kept = value.replace("\x00", "")[:LONGEST_VALUE]
		return cls(bad.field[:40], bad.code[:40], bad.message, kept)


class BadRow(Exception):
	"""A row stays out; all that is wrong with it is reported at once."""

	def __init__(self, *faults: Fault) -> None:
		super().__init__(faults)
		self.faults = faults


@dataclass(frozen=True)
class Rejection:
	"""What is wrong with a row: it stays out, or came in without some cells (`is_warning`)."""

	line: int
	faults: Sequence[Fault]
	cells: list[str] | None = None
	"""The row as it came; none of it where the person asked to be erased."""
	is_warning: bool = False

	def list_values(self, import_id: int) -> Iterator[dict[str, object]]:
		"""Yield what the table keeps of each fault; the cells go with the first."""
		for ordinal, one in enumerate(self.faults):
			yield {
				"import_id": import_id,
				"line": self.line,
				"ordinal": ordinal,
				"field": one.field or None,
				"code": one.code,
				"reason": one.reason,
				"value": one.value or None,
				"is_warning": self.is_warning,
				"cells": None if ordinal else self.cells,
			}
