"""From when on a person may be reached again."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from chasqui.contracts.campaigns.pressure import Channel, Limit


class Contact(NamedTuple):
	"""Somebody was reached by a channel on a day."""

	day: date
	channel: Channel


def find_free_day(limits: Iterable[Limit], contacts: Sequence[Contact], today: date) -> date | None:
	"""Return the day from which no limit is reached; None where none is today."""
	days = [_find_end(one, contacts) for one in limits if _count(one, contacts, today) >= one.most]
	return max(days, default=None)


def _count(limit: Limit, contacts: Sequence[Contact], today: date) -> int:
	since = limit.find_first_day(today)
	return sum(one.day >= since for one in _choose(limit, contacts))


def _find_end(limit: Limit, contacts: Sequence[Contact]) -> date:
	newest_first = sorted((one.day for one in _choose(limit, contacts)), reverse=True)
	return newest_first[limit.most - 1] + timedelta(days=limit.days)


def _choose(limit: Limit, contacts: Sequence[Contact]) -> list[Contact]:
	return [one for one in contacts if limit.channel in (None, one.channel)]
