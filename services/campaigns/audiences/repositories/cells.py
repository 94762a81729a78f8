"""A member's place among the counts of its audience, said once in SQL, and what it counts there."""

from dataclasses import dataclass

from campaigns.campaigns.models.audience_figure import COUNTERS
from chasqui.contracts.campaigns.campaigns import NO_PLACE
from chasqui.contracts.customers.bands import AGE_BANDS, UNKNOWN_BAND, list_income_bands

AGE_BAND = " ".join(
	f"WHEN member.age >= {band.first} THEN '{band.code}'" for band in reversed(AGE_BANDS)
)
INCOME_BAND = " ".join(
	f"WHEN member.income >= {band.low} THEN '{band.code}'" for band in reversed(list_income_bands())
)
KEYS = {
	"audience_id": "member.audience_id",
	"gender": "member.gender",
	"age": f"CASE {AGE_BAND} ELSE '{UNKNOWN_BAND}' END",
	"income": f"CASE {INCOME_BAND} ELSE '{UNKNOWN_BAND}' END",
	"province": f"coalesce(member.province, '{NO_PLACE}')",
	"canton": f"coalesce(member.canton, '{NO_PLACE}')",
}
COUNTED = {
	"members": "1",
	"mailed": "(coalesce(done.mails, 0) > 0)::int",
	"mails": "coalesce(done.mails, 0)",
	"called": "(coalesce(done.attempts, 0) > 0)::int",
	"attempts": "coalesce(done.attempts, 0)",
	"contacted": "coalesce(done.contacted, false)::int",
	"interested": "coalesce(done.interested, false)::int",
	"sold": "coalesce(done.sold, false)::int",
	"promised": "coalesce(done.promised, 0)",
	"kept": "coalesce(done.kept, 0)",
}
MEMBERS_DONE = """
	audience_member AS member
	LEFT JOIN member_progress AS done
		ON (done.audience_id, done.customer_id) = (member.audience_id, member.customer_id)
"""


@dataclass(frozen=True)
class FigureTable:
	"""A table of counts: its name, and by what of a member it counts."""

	name: str
	keys: tuple[str, ...]

	@property
	def places(self) -> str:
		"""Return the columns that say which cell is meant."""
		return ", ".join(self.keys)

	@property
	def cell(self) -> str:
		"""Return a member's cell, column by column."""
		return ", ".join(f"{KEYS[key]} AS {key}" for key in self.keys)

	def count(self, when: str, source: str = MEMBERS_DONE) -> str:
		"""Return the query of the cells of some members, in one order: whoever locks several cells
		locks them in it.
		"""
		sums = ", ".join(f"sum({COUNTED[one]}) AS {one}" for one in COUNTERS)
		groups = ", ".join(map(str, range(1, len(self.keys) + 1)))
		return (
			f"SELECT {self.cell}, {sums} FROM {source} WHERE {when} "  # noqa: S608 - our own words
			f"GROUP BY {groups} ORDER BY {groups}"
		)


TABLES = (
	FigureTable("audience_figure", ("audience_id", "gender", "age", "province")),
	FigureTable("income_figure", ("audience_id", "gender", "income", "province")),
	FigureTable("place_figure", ("audience_id", "province", "canton")),
)
"""In the order in which they are written, always."""
