"""What follows the result of a call, as `chasqui.contracts.campaigns.call_results` declares it; and
what an advisor has to call, now and later.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple
from zoneinfo import ZoneInfo

from campaigns.hours.domain import CallSchedule, find_place
from chasqui.contracts.campaigns.call_results import CallResult
from chasqui.contracts.campaigns.call_rules import CallRules
from chasqui.contracts.campaigns.finance import CallSale
from chasqui.contracts.campaigns.pressure import Channel, PressureLimits
from chasqui.contracts.territory import list_regional_codes

MAX_CALLBACK_AHEAD = timedelta(days=365)
DAY = timedelta(hours=24)

CONTACTS = frozenset(one for one in CallResult if one.outcome.is_contact)
MISSES = frozenset(one for one in CallResult if one.outcome.is_miss)
SALES = frozenset(one for one in CallResult if one.outcome.is_sale)
WRONG_NUMBERS = frozenset(one for one in CallResult if one.outcome.is_wrong_number)
ATTEMPTS = frozenset(one for one in CallResult if one.outcome.is_attempt)
REACHED = frozenset(one for one in CONTACTS if not one.outcome.is_wrong_number)
"""The customer answered, and nobody else: such a call is a contact (`pressure`)."""
INTERESTS = SALES | {CallResult.INTERESTED}
PROMISE_SLACK = timedelta(minutes=15)
"""How late a promised call may begin and still be in time."""


@dataclass(frozen=True)
class PastAttempts:
	"""What is known of earlier calls when one is recorded, which counts too.

	`misses`: calls of the campaign since the last contact that reached nobody. `alike`: when its
	calls of the last 24 hours ended as this one, the newest first. `of_phone`: when the phone was
	called, in whatever campaign, the newest first; `in_all`, how often.
	"""

	misses: int = 0
	alike: Sequence[datetime] = ()
	of_phone: Sequence[datetime] = ()
	in_all: int = 0


def plan_next_attempt(
	result: CallResult,
	rules: CallRules,
	past: PastAttempts,
	*,
	now: datetime,
) -> datetime | None:
	"""Return when to call again who may be, or None where the campaign calls no more."""
	if result.outcome.is_miss and past.misses >= rules.misses_in_a_row:
		return None
	if past.in_all >= rules.attempts_in_all:
		return None
	retry = rules.retries.find(result)
	times = max(past.misses, 1) if retry.grows else 1
	waits = [
		now + timedelta(minutes=retry.minutes * times),
		find_free(past.of_phone, rules.attempts_a_day),
		find_free(past.alike, retry.most_a_day),
	]
	return max(one for one in waits if one is not None)


def change_retry(
	rules: CallRules, result: CallResult, minutes: int | None, most_a_day: int | None
) -> CallRules:
	"""Return the rules with what an own result says of its retry, if it says anything."""
	if minutes is None and most_a_day is None:
		return rules
	usual = rules.retries.find(result)
	changed = usual.model_copy(
		update={
			"minutes": minutes or usual.minutes,
			"most_a_day": most_a_day or usual.most_a_day,
		}
	)
	retries = rules.retries.model_copy(update={result.value.lower(): changed})
	return rules.model_copy(update={"retries": retries})


def find_free(newest_first: Sequence[datetime], most: int | None) -> datetime | None:
	"""Return from when on there is room for one more in 24 hours; None where there always is."""
	if most is None or len(newest_first) < most:
		return None
	return newest_first[most - 1] + DAY


def has_kept_promise(promised_at: datetime | None, began_at: datetime) -> bool | None:
	"""Return whether a call began in time; None where it was promised for no time."""
	return None if promised_at is None else began_at <= promised_at + PROMISE_SLACK


def add_up(sale: CallSale | None) -> Decimal | None:
	"""Return the amount of a sale, if it has one."""
	return None if sale is None else sale.unit_price * sale.quantity


def begin_day(day: date, zone: str) -> datetime:
	"""Return the instant at which a day begins in a zone."""
	return datetime.combine(day, time.min, tzinfo=ZoneInfo(zone))


class AdvisorLoad(NamedTuple):
	"""What an advisor has yet to call in a campaign."""

	advisor_id: int
	pending: int


def share_out(total: int, loads: Sequence[AdvisorLoad], seed: str) -> dict[int, int]:
	"""Return how many of `total` each advisor gets: the same, and one more for some of them.

	The one more is for who has least to call, and of those by a draw that `seed` decides, whatever
	their order.
	"""
	share, over = divmod(total, len(loads))

	def draw(load: AdvisorLoad) -> tuple[int, str]:
		ticket = hashlib.sha256(f"{seed}:{load.advisor_id}".encode()).hexdigest()
		return load.pending, ticket

	favoured = {one.advisor_id for one in sorted(loads, key=draw)[:over]}
	return {one.advisor_id: share + (one.advisor_id in favoured) for one in loads}


class RegionQueue(NamedTuple):
	"""What an advisor has in one campaign and region: `due` are those whose time has come, and
	`held` is one who is being called; the next one's time comes at `next_at`.
	"""

	campaign_id: int
	name: str
	phase: str
	region: str | None
	pending: int
	due: int
	callbacks_due: int
	held: int
	rested: int
	pressed: int
	next_at: datetime | None


class Queue(NamedTuple):
	"""What an advisor has in one campaign: `due` may be called now; `shut` might, at another hour
	of the day; `rested` were called as often as the rules allow, and `pressed` were reached, by
	whatever channel, as often as the policy does.
	"""

	campaign_id: int
	name: str
	phase: str
	pending: int
	due: int
	callbacks_due: int
	held: int
	shut: int
	rested: int
	pressed: int
	next_at: datetime | None

	@property
	def later(self) -> int:
		"""How many wait for their time, or for another advisor who talks with them."""
		return self.pending - self.due - self.held


class ContactLimit(NamedTuple):
	"""A campaign reaches nobody who was reached `most` times since a day; '' is by any channel."""

	campaign_id: int
	channel: str
	since: date
	most: int


def list_contact_limits(
	policies: Mapping[int, PressureLimits], channel: Channel, today: date
) -> Iterator[ContactLimit]:
	"""Yield what a channel of campaigns has to keep to; nothing where no policy limits it."""
	for campaign_id, policy in policies.items():
		for one in policy.list_limits(channel):
			since = one.find_first_day(today)
			yield ContactLimit(campaign_id, one.channel or "", since, one.most)


class Shut(NamedTuple):
	"""A campaign and a region where nobody is called at this hour."""

	campaign_id: int
	region: str


class LeaseTerms(NamedTuple):
	"""By what the next customer of an advisor is chosen.

	`campaigns` are those whose callbacks the advisor may take from others; `shut`, where it is no
	hour for calling; `limits` say how often people may be reached. `hours` are those of the day in
	each region: without them, who answers best now does not come first.
	"""

	campaigns: Sequence[int]
	shut: Sequence[Shut]
	limits: Sequence[ContactLimit]
	hours: Mapping[str, int]


def add_up_queues(
	rows: Iterable[RegionQueue], schedules: Mapping[int, CallSchedule], now: datetime, zone: str
) -> list[Queue]:
	"""Return what an advisor has by campaign, as the hours of calling let it be called."""
	return [
		_add_up(list(some), schedules[campaign_id], now, zone)
		for campaign_id, some in groupby(rows, lambda row: row.campaign_id)
	]


def list_shut(schedules: Mapping[int, CallSchedule], now: datetime, zone: str) -> Iterator[Shut]:
	"""Yield where nobody is called at this hour; '' is a place that nobody knows."""
	places = {code: find_place(code, zone) for code in list_regional_codes()}
	places |= {"": find_place(None, zone)}
	for campaign_id, schedule in schedules.items():
		is_open = {place: schedule.is_open(now, place) for place in set(places.values())}
		for region, place in places.items():
			if not is_open[place]:
				yield Shut(campaign_id, region)


def _add_up(rows: list[RegionQueue], schedule: CallSchedule, now: datetime, zone: str) -> Queue:
	due = callbacks = shut = 0
	times: list[datetime | None] = []
	for row in rows:
		place = find_place(row.region, zone)
		if row.next_at is not None:
			times.append(schedule.find_next(row.next_at, place))
		if schedule.is_open(now, place):
			due, callbacks = due + row.due, callbacks + row.callbacks_due
		elif row.due:
			shut += row.due
			times.append(schedule.find_next(now, place))
	first = rows[0]
	return Queue(
		first.campaign_id,
		first.name,
		first.phase,
		pending=sum(row.pending for row in rows),
		due=due,
		callbacks_due=callbacks,
		held=sum(row.held for row in rows),
		shut=shut,
		rested=sum(row.rested for row in rows),
		pressed=sum(row.pressed for row in rows),
		next_at=min((one for one in times if one is not None), default=None),
	)
