"""The criteria of segments, each declared once: `CRITERIA` is all that a segment may ask.

A new one is a field of `SegmentCriteria` with its words, and a line here; count, stream, lists,
the wizard and the tests take it from the two.
"""

from typing import Any

from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind
from chasqui.kernel.texts.text import say
from customers.people.domain.places import check_place
from customers.people.domain.problems import BadField
from customers.segments.domain.categories import CATEGORY_CONDITIONS
from customers.segments.domain.criterion import Choice, Condition, Criterion, Either, Listed

OLDEST = 9999
YEAR = 10_000  # of day keys
BIRTHS = "birth_key BETWEEN {key}::integer - %(oldest)s AND {key}::integer - %(youngest)s"


class Kind(Criterion):
	def write(self, values: dict[str, Any]) -> Condition | None:
		kind: SegmentKind = values["kind"]
		if kind is SegmentKind.ANY:
			return None
		return Condition("kind = %(kind)s", "kind = %(kind)s", values={"kind": kind.value})


class Ages(Criterion):
	"""Ages completed on a day. Who has no birth date has no age and is in no range."""

	def write(self, values: dict[str, Any]) -> Condition:
		low = values["age_from"] or 0
		high = OLDEST if values["age_to"] is None else values["age_to"]
		return Condition(
			BIRTHS.format(key="%(reference)s"),
			"age BETWEEN %(age_from)s AND %(age_to)s",
			BIRTHS.format(key="%(cells_key)s"),
			values={
				"age_from": low,
				"age_to": high,
				"oldest": (high + 1) * YEAR - 1,
				"youngest": low * YEAR,
			},
		)


class Incomes(Criterion):
	"""Both bounds included. The cube is cut by income (see income_steps): cells are asked none."""

	def write(self, values: dict[str, Any]) -> Condition:
		bounds = {"income_from": ">=", "income_to": "<="}
		asked = (
			f"monthly_income {sign} %({name})s"
			for name, sign in bounds.items()
			if values[name] is not None
		)
		return Condition(" AND ".join(asked), cells="", values=values)


class Categories(Criterion):
	def write(self, values: dict[str, Any]) -> Condition:
		chosen = (CATEGORY_CONDITIONS[one.value] for one in values["categories"])
		return Condition(f"({' OR '.join(chosen)})")


class Provinces(Choice):
	def check(self, criteria: SegmentCriteria) -> None:
		for province in criteria.provinces:
			check_place(province, None)


class Cantons(Choice):
	def check(self, criteria: SegmentCriteria) -> None:
		homes = {check_place(None, canton)[0] for canton in criteria.cantons}
		if criteria.provinces and not homes <= set(criteria.provinces):
			message = say("Hay cantones que no son de las provincias elegidas.")
			raise BadField("cantons", "canton_elsewhere", message)


class Picked(Criterion):
	"""Who was picked for a saved segment: what says so is of the tables (`Segment.picked`)."""

	def write(self, values: dict[str, Any]) -> None:  # noqa: ARG002 - see above
		return None


CRITERIA: tuple[Criterion, ...] = (
	Kind(("kind",), ("kind",)),
	Choice(("genders",), ("gender",), column="gender", is_in_cube=True),
	Ages(("age_from", "age_to"), ("age_from", "age_to")),
	Incomes(("income_from", "income_to"), ("income_from", "income_to")),
	Categories(("categories",), ("category",)),
	Provinces(("provinces",), ("province",), column="province", is_in_cube=True),
	Cantons(("cantons",), ("canton",), column="canton"),
	Either(("may_email",), ("may_email",)),
	Either(("may_phone",), ("may_phone",)),
	Either(("consent_email",), ("consent_email",)),
	Either(("consent_phone",), ("consent_phone",)),
	Either(("active",), ("active",)),
	Listed(("id_types",), ("id_type",)),
	Listed(("registered_from", "registered_to"), ("registered_from", "registered_to")),
	Listed(("contacted_from", "contacted_to"), ("contacted_from", "contacted_to")),
	Listed(("tags",), ("tag",)),
	Listed(("customs",), ("custom",)),
	Listed(("search",), ("q",)),
	Listed(("advisors",), ("advisor",)),
	Either(("has_warnings",), ("has_warnings",)),
	Listed(("warnings",), ("warning",)),
	Picked(("picked",)),
	Listed(("imports",), ("import_id",)),
)
