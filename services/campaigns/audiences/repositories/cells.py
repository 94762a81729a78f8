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
# Each member's progress is looked up by its key, whatever the planner believes of an audience that
# is newer than its statistics: a million members were joined with a million rows each. OFFSET keeps
# the subquery by itself (PostgreSQL manual, 7.2.1.5, «LATERAL Subqueries»).
MEMBERS_DONE = """
	audience_member AS member
	LEFT JOIN LATERAL (
		SELECT * FROM member_progress AS found
		WHERE found.audience_id = member.audience_id AND found.customer_id = member.customer_id
		OFFSET 0
	) AS done ON true
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

	@property
	def groups(self) -> str:
		"""Return the places of a member's cell among what is selected."""
		return ", ".join(map(str, range(1, len(self.keys) + 1)))

	def count(self, when: str) -> str:
		"""Return the query of what some members come to, by cell."""
		sums = ", ".join(f"sum({COUNTED[one]}) AS {one}" for one in COUNTERS)
		return (
			f"SELECT {self.cell}, {sums} FROM {MEMBERS_DONE} WHERE {when} "  # noqa: S608
			f"GROUP BY {self.groups}"
		)


TABLES = (
	FigureTable("audience_figure", ("audience_id", "gender", "age", "province")),
	FigureTable("income_figure", ("audience_id", "gender", "income", "province")),
	FigureTable("place_figure", ("audience_id", "province", "canton")),
)
"""In the order in which they are written, always."""
