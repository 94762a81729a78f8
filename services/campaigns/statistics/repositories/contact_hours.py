"""At what hour people answer, by province and age: counted of our own calls, once a day (F2)."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import String, cast, delete, func, insert, select, text
from sqlalchemy.orm import Session

from campaigns.audiences.repositories.cells import KEYS
from campaigns.desk.domain import ATTEMPTS, REACHED
from campaigns.hours.domain import list_zones
from campaigns.hours.models import ContactHourRow
from campaigns.statistics.domain.shrinkage import find_prior
from chasqui.contracts.campaigns.contact_hours import (
	ALL_AGES,
	WINDOW_DAYS,
	ContactHour,
	ContactHourQuery,
)
from chasqui.kernel.data.listings import Filters, Listing, pick_columns

# A call begins where its customer's card was opened. Those who live elsewhere than the company are
# called by the clock of their own place; the last grouping is of all ages.
COUNT = text(f"""
	SELECT region, CASE WHEN grouping(age) = 1 THEN :all_ages ELSE age END AS age, hour,
		count(*) AS calls,
		count(*) FILTER (WHERE result = ANY(CAST(:reached AS text[]))) AS contacts
	FROM (
		SELECT {KEYS["province"]} AS region, {KEYS["age"]} AS age, call.result,
			extract(hour FROM timezone(
				coalesce(CAST(:zones AS jsonb) ->> member.province, CAST(:usual AS text)),
				call.recorded_at - make_interval(secs => call.seconds)))::int AS hour
		FROM call
		JOIN audience ON audience.campaign_id = call.campaign_id
		JOIN audience_member AS member
			ON member.audience_id = audience.id AND member.customer_id = call.customer_id
		WHERE call.result = ANY(CAST(:attempts AS text[])) AND call.recorded_at >= :since
	) AS made
	GROUP BY GROUPING SETS ((region, age, hour), (region, hour))
	ORDER BY 2, 1, 3
""")  # noqa: S608 - our own columns
TURN = text("SELECT pg_try_advisory_xact_lock(hashtextextended('contact_hour', 0))")
LISTING = Listing[ContactHour](
	select(ContactHourRow),
	func.concat(ContactHourRow.region, "-", func.lpad(cast(ContactHourRow.hour, String), 2, "0")),
	Filters(
		pick_columns(ContactHourRow, "region", "hour"),
		rules=[lambda asked: [ContactHourRow.age == (asked.age or ALL_AGES)]],
	),
	sorts=pick_columns(ContactHourRow, "rate", "calls", "hour"),
	order="-rate",
	make=lambda row: ContactHour.model_validate(row, from_attributes=True),
)
Counted = Mapping[Any, Any]


class ContactHourRepository:
	"""`usual` is the installation's zone."""

	def __init__(self, session: Session, usual: str) -> None:
		self._session = session
		self._usual = usual

	def read_counted(self) -> datetime | None:
		"""Return when they were last counted."""
		return self._session.scalar(select(func.max(ContactHourRow.counted_at)))

	def count(self, now: datetime) -> int:
		"""Count the calls of the last year anew; return the hours of places and ages that had any.

		Of several workers one counts; it reads the calls, which takes minutes where they are
		millions, and holds nobody up.
		"""
		if not self._session.scalar(TURN):
			return 0
		zones = {region: zone.key for region, zone in list_zones(self._usual).items()}
		asked = {
			"all_ages": ALL_AGES,
			"reached": [one.value for one in REACHED],
			"attempts": [one.value for one in ATTEMPTS],
			"zones": json.dumps(zones),
			"usual": self._usual,
			"since": now - timedelta(days=WINDOW_DAYS),
		}
		found = self._session.execute(COUNT, asked).mappings().all()
		rows = list(weigh(found))
		self._session.execute(delete(ContactHourRow))
		if rows:
			self._session.execute(
				insert(ContactHourRow), [{**one, "counted_at": now} for one in rows]
			)
		return len(rows)

	def list_page(self, query: ContactHourQuery) -> tuple[list[ContactHour], str | None]:
		"""Return a page of hours, those at which people answer best first."""
		return LISTING.fetch_page(self._session, query)

	def stream(self, query: ContactHourQuery) -> Iterator[ContactHour]:
		"""Yield all hours that a query asks for."""
		return LISTING.stream(self._session, query)


def weigh(counted: Sequence[Counted]) -> Iterable[dict[str, Any]]:
	"""Yield what was counted with its rate and its lift. All ages are a kind of their own: their
	groups are larger, and differ less.
	"""
	for is_of_all in (True, False):
		kind = [one for one in counted if (one["age"] == ALL_AGES) is is_of_all]
		prior = find_prior([(one["contacts"], one["calls"]) for one in kind])
		for _people, group in groupby(kind, key=lambda one: (one["age"], one["region"])):
			hours = list(group)
			calls = sum(one["calls"] for one in hours)
			usual = prior.shrink(sum(one["contacts"] for one in hours), calls)
			for one in hours:
				rate = prior.shrink(one["contacts"], one["calls"])
				yield {**one, "rate": rate, "lift": rate / usual if usual else 1.0}
