"""Joins the permissions of two records of one person, and parts them again.

The person answered once, whatever record holds it: a withdrawal on either holds, and a
permission that only one of them has goes along.
"""

from datetime import datetime
from typing import Any

from chasqui.contracts.customers import ConsentChannel
from customers.consent.use_cases.consent_keeper import ConsentKeeper
from customers.people.models.customer import CustomerRow

Answer = tuple[bool, datetime | None]  # given, and since when withdrawn
Noted = dict[str, dict[str, list[Any]]]


class MergedConsents:
	def __init__(self, keeper: ConsentKeeper) -> None:
		self._keeper = keeper

	def join(self, kept: CustomerRow, merged: CustomerRow, source: str) -> Noted:
		"""Give the kept record the person's answers; return what it had and what it has now."""
		noted: Noted = {}
		for channel in ConsentChannel:
			before = read_answer(kept, channel)
			after = choose_answer(before, read_answer(merged, channel))
			if after != before:
				self._keeper.put_back(kept, channel, *after, source=source)
				noted[channel.value] = {"before": _write(before), "after": _write(after)}
		return noted

	def part(self, kept: CustomerRow, noted: Noted, source: str) -> None:
		"""Give the kept record its own answers back, but those changed since."""
		for name, answers in noted.items():
			channel = ConsentChannel(name)
			if _write(read_answer(kept, channel)) == answers["after"]:
				self._keeper.put_back(kept, channel, *_read(answers["before"]), source=source)


def read_answer(row: CustomerRow, channel: ConsentChannel) -> Answer:
	"""Return what a record says of a channel."""
	name = channel.value
	return getattr(row, f"consent_{name}"), getattr(row, f"{name}_withdrawn_at")


def choose_answer(mine: Answer, theirs: Answer) -> Answer:
	"""Return the answer of a person whose records say these two."""
	withdrawals = [one for _, one in (mine, theirs) if one is not None]
	if withdrawals:
		return False, max(withdrawals)
	return mine[0] or theirs[0], None


def _write(answer: Answer) -> list[Any]:
	return [answer[0], answer[1].isoformat() if answer[1] else None]


def _read(written: list[Any]) -> Answer:
	return written[0], datetime.fromisoformat(written[1]) if written[1] else None
