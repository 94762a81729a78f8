"""What of a customer met a segment's criteria, besides what every member is copied with.

One SQL of JSON for each criterion, by its first field; `customer` is the row. The values are those
of the moment in which the audience is built.
"""

from collections.abc import Iterator
from typing import Any

from chasqui.contracts.customers.criteria import is_asked
from customers.segments.domain.categories import BY_HAND, DERIVED_CATEGORIES
from customers.segments.domain.criteria import Segment
from customers.segments.domain.declared import CRITERIA

DERIVED = " ".join(f"WHEN {when} THEN '{name}'" for name, when in DERIVED_CATEGORIES.items())
# Every member has these as columns of its own.
COPIED = frozenset({"kind", "genders", "age_from", "income_from", "provinces", "cantons"})
EXPLAINED = {
	"categories": f"to_jsonb(CASE WHEN {BY_HAND} THEN category_override "
	f"ELSE CASE {DERIVED} END END)",
	"may_email": "to_jsonb(may_email)",
	"may_phone": "to_jsonb(may_phone)",
	"consent_email": "to_jsonb(consent_email)",
	"consent_phone": "to_jsonb(consent_phone)",
	"active": "to_jsonb(last_contact_at::date)",
	"id_types": "to_jsonb(id_type)",
	"registered_from": "to_jsonb(registered_on)",
	"contacted_from": "to_jsonb(last_contact_at::date)",
	"tags": "(SELECT jsonb_agg(own.tag ORDER BY own.tag) FROM customer_tag AS own "
	"WHERE own.customer_id = customer.id AND lower(own.tag) = ANY(%(explained_tags)s))",
	"customs": "(SELECT jsonb_object_agg(key, custom -> key) "
	"FROM unnest(%(explained_keys)s::text[]) AS key WHERE jsonb_exists(custom, key))",
	"search": "to_jsonb(%(explained_text)s::text)",
	"advisors": "(SELECT to_jsonb(own.advisor_name) FROM customer_advisor AS own "
	"WHERE own.customer_id = customer.id)",
	"has_warnings": "to_jsonb(warnings <> '{}')",
	"warnings": "to_jsonb(warnings)",
	"picked": "to_jsonb(true)",
	"imports": "to_jsonb(import_id)",
}


def explain(segment: Segment) -> tuple[str, dict[str, Any]]:
	"""Return the SQL of what met the criteria, and its values; NULL where the columns say all."""
	asked = segment.criteria
	parts = ", ".join(f"'{name}', {EXPLAINED[name]}" for name in _list_explained(segment))
	if not parts:
		return "NULL::jsonb", {}
	return f"jsonb_strip_nulls(jsonb_build_object({parts}))", {
		"explained_tags": [tag.lower() for tag in asked.tags],
		"explained_keys": [term.partition(":")[0] for term in asked.customs],
		"explained_text": asked.search,
	}


def _list_explained(segment: Segment) -> Iterator[str]:
	for criterion in CRITERIA:
		first = criterion.fields[0]
		values = (getattr(segment.criteria, name) for name in criterion.fields)
		if first not in COPIED and any(map(is_asked, values)):
			yield first
