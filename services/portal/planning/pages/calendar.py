"""The calendar of campaigns: a month or a week, with first and last days and monthly mails."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from babel.dates import format_date as format_day
from babel.dates import format_skeleton
from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from pydantic import field_validator

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import ArchiveFilter, CampaignQuery, Phase
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.wire import Contract, Day, Month
from chasqui.kernel.clock import read_now
from chasqui.kernel.security.access import grant
from chasqui.kernel.texts.text import say
from portal.planning.charts import (
	WEEK,
	build_week,
	find_monday,
	list_mail_days,
	list_weeks,
)
from portal.shell.labels.formats import format_date, read_words, read_zone
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.siblings import ask

MOST_SHOWN = 200
FIRST_YEAR, LAST_YEAR = 2000, 2100
blueprint = Blueprint("calendar", __name__, url_prefix="/calendario")
ENTRY = Entry(Group.WORK, 4, _("Calendario"), "calendar", "calendar.show")


class CalendarQuery(Contract):
	"""A month, or the week of a day; neither is this month."""

	month: Month | None = None
	week: Day | None = None
	phase: Phase | None = None

	@field_validator("month", "week", mode="after")
	@classmethod
	def check_year(cls, value: str | date | None) -> str | date | None:
		"""Refuse what no campaign can be in, and no calendar after it."""
		if value is not None and not FIRST_YEAR <= int(str(value)[:4]) <= LAST_YEAR:
			raise ValueError(say("El calendario va de 2000 a 2100."))
		return value


@dataclass(frozen=True)
class Period:
	"""What is shown, and the ways to what comes before and after."""

	title: Any
	first: date
	last: date
	month: int | None
	previous: str
	following: str
	previous_name: Any
	following_name: Any


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show() -> ResponseReturnValue:
	"""Show the campaigns that go on in a month or a week."""
	query = read_query(CalendarQuery)
	today = read_now().astimezone(read_zone()).date()
	period = read_week(query, query.week) if query.week else read_month(query, today)
	shown_from = find_monday(period.first)
	shown_to = find_monday(period.last) + timedelta(days=WEEK - 1)
	asked = CampaignQuery(
		going_from=shown_from,
		going_to=shown_to,
		phase=query.phase,
		archive=ArchiveFilter.OPEN,
		sort="starts_on",
		limit=MOST_SHOWN,
	)
	page = ask(campaigns_api.list_campaigns, query=asked)
	weeks = [
		build_week(monday, page.items, today=today, month=period.month)
		for monday in list_weeks(period.first, period.last)
	]
	going = [
		one for one in page.items if one.starts_on <= period.last and one.ends_on >= period.first
	]
	return render_template(
		"planning/calendar.html",
		query=query,
		period=period,
		weeks=weeks,
		weekdays=[format_day(one.day, "EEEE", locale=read_words()) for one in weeks[0].days],
		campaigns=[(one, list_mail_days(one, period.first, period.last)) for one in going],
		is_cut=page.next_cursor is not None,
		most=MOST_SHOWN,
		today=today,
		as_month=link(query, month=period.first.isoformat()[:7]),
		as_week=link(query, week=(today if period.first <= today <= period.last else period.first)),
		this_month=link(query),
		phases=[("", gettext("Todas")), *((one.value, one) for one in Phase)],
	)


def read_month(query: CalendarQuery, today: date) -> Period:
	"""Return the month that is asked, or this one."""
	year, month = map(int, (query.month or today.isoformat()[:7]).split("-"))
	first = date(year, month, 1)
	last = date(year, month, monthrange(year, month)[1])
	before, after = first - timedelta(days=1), last + timedelta(days=1)
	return Period(
		title=name_month(first),
		first=first,
		last=last,
		month=month,
		previous=link(query, month=before.isoformat()[:7]),
		following=link(query, month=after.isoformat()[:7]),
		previous_name=name_month(before),
		following_name=name_month(after),
	)


def read_week(query: CalendarQuery, day: date) -> Period:
	"""Return the week of a day."""
	first = find_monday(day)
	last = first + timedelta(days=WEEK - 1)
	return Period(
		title=gettext(
			"Del %(first)s al %(last)s", first=format_date(first), last=format_date(last)
		),
		first=first,
		last=last,
		month=None,
		previous=link(query, week=first - timedelta(days=WEEK)),
		following=link(query, week=last + timedelta(days=1)),
		previous_name=gettext("Semana anterior"),
		following_name=gettext("Semana siguiente"),
	)


def name_month(day: date) -> str:
	"""Return a month in words: ``noviembre de 2026``."""
	return str(format_skeleton("yMMMM", day, locale=read_words()))


def link(query: CalendarQuery, **place: Any) -> str:
	"""Return the way to another month or week with the same filter."""
	phase = query.phase.value if query.phase else None
	args: dict[str, Any] = {name: str(one) for name, one in place.items()}
	return url_for("calendar.show", phase=phase, **args)
