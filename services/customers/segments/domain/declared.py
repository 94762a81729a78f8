"""The criteria of segments, each declared once: `CRITERIA` is all that a segment may ask.

A new one is a field of `SegmentCriteria` with its words, and a line here, which says too what of
a member met it; count, stream, lists, the wizard and the tests take it from the two.
"""

from typing import Any

from chasqui.contracts.customers.sales import SOLD
from chasqui.contracts.customers.segments import SegmentCriteria, SegmentKind
from chasqui.kernel.texts.text import say
from customers.people.domain.places import check_place
from customers.people.domain.problems import BadField
from customers.segments.domain.categories import CATEGORY, CATEGORY_CONDITIONS
from customers.segments.domain.criterion import (
	COPIED,
	Choice,
	Condition,
	Criterion,
	Either,
	Listed,
)

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
	"""Who was picked for a saved segment: what says so is of the tables."""

	def write(self, values: dict[str, Any]) -> None:  # noqa: ARG002 - see above
		return None


CONTACT_DAY = "to_jsonb((last_contact_at AT TIME ZONE %(zone)s)::date)"
TAGS = """
	(SELECT jsonb_agg(own.tag ORDER BY own.tag) FROM customer_tag AS own
	WHERE own.customer_id = customer.id
		AND lower(own.tag) IN (SELECT lower(one) FROM unnest(%(asked_tags)s::text[]) AS one))
"""
CUSTOMS = """
	(SELECT jsonb_object_agg(asked.key, custom -> asked.key)
	FROM (SELECT DISTINCT split_part(term, ':', 1) AS key
		FROM unnest(%(asked_customs)s::text[]) AS term) AS asked
	WHERE jsonb_exists(custom, asked.key))
"""
ADVISOR = """
	(SELECT to_jsonb(own.advisor_name) FROM customer_advisor AS own
	WHERE own.customer_id = customer.id)
"""
SOLD_STATES = ", ".join(f"'{state}'" for state in SOLD)
IS_SOLD = f"sale.customer_id = customer.id AND sale.state IN ({SOLD_STATES})"
PURCHASES = f"FROM sale WHERE {IS_SOLD}"
LAST_PURCHASE = f"(SELECT to_jsonb(max(invoiced_on)) {PURCHASES})"
SPENT = f"(SELECT to_jsonb(coalesce(sum(net - returned_net), 0)) {PURCHASES})"
KEPT_LINES = f"""
	FROM sale_line AS line JOIN sale ON sale.id = line.sale_id AND {IS_SOLD}
	WHERE line.item_id = ANY(%(asked_bought_items)s) AND line.returned < line.quantity
"""
BOUGHT_ITEMS = f"(SELECT jsonb_agg(DISTINCT line.name) {KEPT_LINES})"
USED_ITEMS = """
	(SELECT jsonb_agg(DISTINCT own.name) FROM subscription AS own JOIN item
		ON own.item_id = item.id OR (own.item_id IS NULL AND lower(own.name) = lower(item.name))
	WHERE own.customer_id = customer.id AND item.id = ANY(%(asked_used_items)s)
		AND own.ended_on IS NULL)
"""
SERVICES = """
	(SELECT to_jsonb(count(*)) FROM subscription AS own
	WHERE own.customer_id = customer.id AND own.ended_on IS NULL)
"""
MACHINES = "FROM equipment AS own WHERE own.customer_id = customer.id AND own.state <> 'gone'"
MACHINE_TYPES = f"""
	(SELECT jsonb_agg(DISTINCT kind.name) FROM item_type AS kind
	WHERE kind.id = ANY(%(asked_equipment_types)s)
		AND kind.id IN (SELECT own.type_id {MACHINES}))
"""  # noqa: S608 - our own texts
MACHINE_BRANDS = f"""
	(SELECT jsonb_agg(DISTINCT own.brand) {MACHINES} AND lower(own.brand)
		IN (SELECT lower(one) FROM unnest(%(asked_equipment_brands)s::text[]) AS one))
"""  # noqa: S608 - our own texts
OLDEST_MACHINE = f"(SELECT to_jsonb(min(own.year)) {MACHINES})"
NEXT_SERVICE = f"(SELECT to_jsonb(min(own.due_on)) {MACHINES})"
CRITERIA: tuple[Criterion, ...] = (
	Kind(("kind",), ("kind",), explanation=COPIED),
	Choice(("genders",), ("gender",), explanation=COPIED, column="gender", is_in_cube=True),
	Ages(("age_from", "age_to"), ("age_from", "age_to"), explanation=COPIED),
	Incomes(("income_from", "income_to"), ("income_from", "income_to"), explanation=COPIED),
	Categories(("categories",), ("category",), explanation=f"to_jsonb({CATEGORY})"),
	Provinces(
		("provinces",), ("province",), explanation=COPIED, column="province", is_in_cube=True
	),
	Cantons(("cantons",), ("canton",), explanation=COPIED, column="canton"),
	Either(("may_email",), ("may_email",), explanation="to_jsonb(may_email)"),
	Either(("may_phone",), ("may_phone",), explanation="to_jsonb(may_phone)"),
	Either(("consent_email",), ("consent_email",), explanation="to_jsonb(consent_email)"),
	Either(("consent_phone",), ("consent_phone",), explanation="to_jsonb(consent_phone)"),
	Either(("active",), ("active",), explanation=CONTACT_DAY),
	Listed(("id_types",), ("id_type",), explanation="to_jsonb(id_type)"),
	Listed(
		("registered_from", "registered_to"),
		("registered_from", "registered_to"),
		explanation="to_jsonb(registered_on)",
	),
	Listed(
		("contacted_from", "contacted_to"),
		("contacted_from", "contacted_to"),
		explanation=CONTACT_DAY,
	),
	Listed(("tags",), ("tag",), explanation=TAGS),
	Listed(("customs",), ("custom",), explanation=CUSTOMS),
	Listed(("search",), ("q",), explanation="to_jsonb(%(asked_search)s::text)"),
	Listed(("advisors",), ("advisor",), explanation=ADVISOR),
	Either(("has_warnings",), ("has_warnings",), explanation="to_jsonb(warnings <> '{}')"),
	Listed(("warnings",), ("warning",), explanation="to_jsonb(warnings)"),
	Listed(("bought_items",), ("bought_item",), explanation=BOUGHT_ITEMS),
	Listed(("used_items",), ("uses_item",), explanation=USED_ITEMS),
	Listed(("services",), ("services",), explanation=SERVICES),
	Listed(("bought_from", "bought_to"), ("bought_from", "bought_to"), explanation=LAST_PURCHASE),
	Listed(("not_bought_since",), ("not_bought_since",), explanation=LAST_PURCHASE),
	Listed(("spent_from", "spent_to"), ("spent_from", "spent_to"), explanation=SPENT),
	Listed(("equipment_types",), ("equipment_type",), explanation=MACHINE_TYPES),
	Listed(("equipment_brands",), ("equipment_brand",), explanation=MACHINE_BRANDS),
	Listed(("equipment_years",), ("equipment_years",), explanation=OLDEST_MACHINE),
	Listed(("service_days",), ("service_days",), explanation=NEXT_SERVICE),
	Picked(("picked",), explanation="to_jsonb(true)"),
	Listed(("imports",), ("import_id",), explanation="to_jsonb(import_id)"),
)
FIELDS_BY_FILTER = {
	name: field for one in CRITERIA for name, field in zip(one.filters, one.fields, strict=False)
}
"""The filters of a list that a criterion says, and by which field."""
