"""Joins the permissions of two records of one person, and parts them again.

The person answered once, whatever record holds it: a withdrawal on either holds, and a
permission that only one of them has goes along. The other services are notified of it after the
merge, so that they know whose answer it is.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from chasqui.contracts.customers.consents import ConsentChannel
from customers.consent.use_cases.consent_service import ConsentService
from customers.people.models.customer import CustomerRow
from customers.people.use_cases.contact_publisher import ContactPublisher

Answer = tuple[bool, datetime | None]  # given, and since when withdrawn
Noted = dict[str, dict[str, list[Any]]]
Reach = dict[ConsentChannel, bool]


class ConsentMerger:
	def __init__(self, service: ConsentService, events: ContactPublisher) -> None:
		self._service = service
		self._events = events

	def join(self, kept: CustomerRow, merged: CustomerRow, source: str) -> Noted:
		"""Give the kept record the person's answers; return what it had and what it has now."""
		noted: Noted = {}
		for channel in ConsentChannel:
			before = read_answer(kept, channel)
			after = choose_answer(before, read_answer(merged, channel))
			if after != before:
				self._service.put_back(kept, channel, *after, source=source)
				noted[channel.value] = {"before": _write(before), "after": _write(after)}
		return noted

	def part(self, kept: CustomerRow, noted: Noted, source: str) -> None:
		"""Give the kept record its own answers back, but those changed since."""
		for name, answers in noted.items():
			channel = ConsentChannel(name)
			if _write(read_answer(kept, channel)) == answers["after"]:
				self._service.put_back(kept, channel, *_read(answers["before"]), source=source)

	def publish_changes(self, kept: CustomerRow, before: Reach) -> None:
		"""Publish what a merge changed of how the kept record is reached."""
		answers = {channel: may for channel, may in list_answers(kept) if may != before[channel]}
		for channel, may in answers.items():
			self._events.publish_consent(kept, channel, granted=may)

	def publish_parted(self, *records: CustomerRow) -> None:
		"""Publish again what holds of each: the other one's answers may have been taken for it.

		A no comes last, so that it holds where both have one address.
		"""
		answers = [(may, row, channel) for row in records for channel, may in list_answers(row)]
		for may, row, channel in sorted(answers, key=lambda one: not one[0]):
			self._events.publish_consent(row, channel, granted=may)


def list_answers(row: CustomerRow) -> Iterator[tuple[ConsentChannel, bool]]:
	"""Yield what the services know of a record: a yes, a no, or an address that bounced.

	Nothing is yielded of who was never asked, or who has no contact to say yes to.
	"""
	for channel, may in read_reach(row).items():
		is_bounced = channel is ConsentChannel.EMAIL and row.email_bounced_at is not None
		if may or is_bounced or read_answer(row, channel)[1] is not None:
			yield channel, may


def read_reach(row: CustomerRow) -> Reach:
	"""Return by which channels a record may be reached."""
	return {channel: bool(getattr(row, f"may_{channel.value}")) for channel in ConsentChannel}


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
