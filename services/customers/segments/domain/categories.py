"""The categories of customers as conditions on the stored columns (M6)."""

# What registration says; a category set by hand counts instead until its day is over.
DERIVED_CATEGORIES = {
	"new": "%(as_of)s::date < registered_on + interval '1 year'",
	"loyal": "%(as_of)s::date > registered_on + interval '10 years'",
	"regular": (
		"(%(as_of)s::date >= registered_on + interval '1 year'"
		" AND %(as_of)s::date <= registered_on + interval '10 years')"
	),
}
_BY_HAND = "category_until IS NOT NULL AND category_until >= %(as_of)s::date"
CATEGORY_CONDITIONS = {
	name: f"CASE WHEN {_BY_HAND} THEN category_override = '{name}' ELSE {derived} END"
	for name, derived in DERIVED_CATEGORIES.items()
}
_DERIVED = " ".join(f"WHEN {when} THEN '{name}'" for name, when in DERIVED_CATEGORIES.items())
CATEGORY = f"CASE WHEN {_BY_HAND} THEN category_override ELSE CASE {_DERIVED} END END"
