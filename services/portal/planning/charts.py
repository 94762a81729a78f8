"""Campaigns laid out week by week: which of the days each goes on, and on which it is mailed."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chasqui.contracts.campaigns.campaigns import ENDED_PHASES, Campaign

WEEK = 7


@dataclass(frozen=True)
class CalendarDay:
	"""`mails` are the campaigns that send the mail of the month on it."""

	day: date
	is_today: bool
	is_outside: bool
	"""It is of the month before or after."""
	mails: Sequence[Campaign]


@dataclass(frozen=True)
class Lane:
	"""A campaign in a week: days without it `before`, `length` with it, without it `after`."""

	campaign: Campaign
	before: int
	length: int
	after: int
	begins: bool
	"""On its first day here; otherwise it goes on from the week before."""
	ends: bool


@dataclass(frozen=True)
class Week:
	days: Sequence[CalendarDay]
	lanes: Sequence[Lane]


def find_monday(day: date) -> date:
	"""Return the first day of a week."""
	return day - timedelta(days=day.weekday())


def list_weeks(first: date, last: date) -> Iterator[date]:
	"""Yield the first day of each week that has a day of a period."""
	monday = find_monday(first)
	while monday <= last:
		yield monday
		monday += timedelta(days=WEEK)


def build_week(
	monday: date, campaigns: Sequence[Campaign], *, today: date, month: int | None = None
) -> Week:
	"""Return a week with the campaigns that go on in it."""
	days = [monday + timedelta(days=one) for one in range(WEEK)]
	sunday = days[-1]
	here = [one for one in campaigns if one.starts_on <= sunday and one.ends_on >= monday]
	return Week(
		days=[
			CalendarDay(
				day=day,
				is_today=day == today,
				is_outside=month is not None and day.month != month,
				mails=[one for one in here if is_mailed_on(one, day)],
			)
			for day in days
		],
		lanes=[build_lane(one, monday, sunday) for one in here],
	)


def build_lane(campaign: Campaign, monday: date, sunday: date) -> Lane:
	"""Return where in a week a campaign stands."""
	first, last = max(campaign.starts_on, monday), min(campaign.ends_on, sunday)
	before, after = (first - monday).days, (sunday - last).days
	return Lane(
		campaign=campaign,
		before=before,
		length=WEEK - before - after,
		after=after,
		begins=campaign.starts_on >= monday,
		ends=campaign.ends_on <= sunday,
	)


def is_mailed_on(campaign: Campaign, day: date) -> bool:
	"""Return whether the mail of the month goes, or would go, on a day."""
	if not campaign.monthly_mailing or campaign.phase in ENDED_PHASES:
		return False
	last = monthrange(day.year, day.month)[1]
	planned = last if campaign.monthly_day == "last" else campaign.monthly_day
	return campaign.starts_on <= day <= campaign.ends_on and day.day == planned


def list_mail_days(campaign: Campaign, first: date, last: date) -> list[date]:
	"""Return the days of a period on which a campaign is mailed."""
	days = (first + timedelta(days=one) for one in range((last - first).days + 1))
	return [day for day in days if is_mailed_on(campaign, day)]
