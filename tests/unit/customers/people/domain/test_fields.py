"""The catalogue of fields says of every column of the customer what no type can say."""

from typing import Any

import pytest
from sqlalchemy import ARRAY, JSON, Boolean, Date, DateTime, Integer, Numeric, String
from sqlalchemy.types import TypeEngine

from chasqui.contracts.customers.fields import FIELDS as NAMED
from chasqui.contracts.customers.fields import SORTED, WORDS, list_titles
from chasqui.contracts.customers.lists import CustomerFacets, CustomerFilters, ListColumn
from chasqui.contracts.customers.people import (
	Customer,
	CustomerFields,
	CustomerPatch,
	CustomerWarning,
)
from customers.imports.domain.columns import COLUMNS, read_target
from customers.imports.repositories.statements import BROUGHT, UPDATED
from customers.lists.domain.export_columns import WARNINGS as SHEET_WARNINGS
from customers.people.domain.field import Field, Import, Merge
from customers.people.domain.fields import BY_NAME, FIELDS
from customers.people.models.customer import CustomerRow
from customers.segments.repositories.list_condition_builder import ASKED, OWN_RULES, RANGES
from portal.customers.labels import VALUES as LIST_VALUES
from portal.profile.labels.person import WARNINGS as PROFILE_WARNINGS

ROW = CustomerRow.__table__.columns
TYPES: dict[str, type[TypeEngine[Any]]] = {
	"varchar": String,
	"varchar[]": ARRAY,
	"date": Date,
	"numeric": Numeric,
	"timestamptz": DateTime,
	"boolean": Boolean,
	"bigint": Integer,
	"jsonb": JSON,
}


def test_every_column_is_a_field_and_every_field_a_column() -> None:
	assert sorted(BY_NAME) == sorted(ROW.keys())
	assert len(BY_NAME) == len(FIELDS)
	assert WORDS.keys() <= BY_NAME.keys()
	assert len(WORDS) == len(NAMED)


@pytest.mark.parametrize("field", FIELDS, ids=lambda one: one.name)
class TestField:
	def test_its_kind_is_that_of_its_column(self, field: Field[Any]) -> None:
		assert isinstance(ROW[field.name].type, TYPES[field.kind.sql])

	def test_the_person_is_told_of_it_or_why_not(self, field: Field[Any]) -> None:
		assert field.words is not None or field.undisclosed

	def test_what_is_chosen_between_is_taken(self, field: Field[Any]) -> None:
		is_chosen = field.words is not None and field.words.is_chosen
		assert not is_chosen or field.merge in (Merge.CHOSEN, Merge.FILL)
		assert is_chosen or field.merge is not Merge.CHOSEN
		assert set(field.takes) <= BY_NAME.keys()
		assert field.merge  # a rule, or why there is none

	def test_who_may_type_it_may_choose_it(self, field: Field[Any]) -> None:
		is_typed = field.name in CustomerFields.model_fields and field.name in ROW
		is_joined = not isinstance(field.merge, str)
		assert not is_typed or field.words is not None
		assert not (is_typed and is_joined) or field.words.is_chosen

	def test_a_file_may_bring_what_has_a_column_there(self, field: Field[Any]) -> None:
		assert (field.target is None) or field.on_import is not None
		assert (field.on_import is Import.UPDATE) == (field.name in UPDATED)
		assert field.on_import is None or field.name in BROUGHT

	def test_its_titles_are_known_again(self, field: Field[Any]) -> None:
		if field.target is None:
			return
		assert field.target in COLUMNS
		assert all(read_target(name) == field.target for name in field.synonyms)
		if field.name in set(ListColumn):
			title = dict(list_titles())[field.name]
			assert read_target(str(title)) == field.target

	def test_what_is_typed_can_be_changed_shown_and_exported(self, field: Field[Any]) -> None:
		if field.name in CustomerFields.model_fields:
			assert field.name in Customer.model_fields
			assert field.name == "kind" or field.name in CustomerPatch.model_fields
			assert field.name in set(ListColumn)

	def test_lists_ask_it_as_their_contract_says(self, field: Field[Any]) -> None:
		filters = CustomerFilters.model_fields
		assert not field.ranged or {f"{field.ranged}_from", f"{field.ranged}_to"} <= filters.keys()
		assert not field.is_facet or field.name in CustomerFacets.model_fields.keys() & filters
		assert not field.sorts_by or (field.name in SORTED and field.sorts_by in ROW)


def test_every_filter_is_asked_by_a_field_or_by_a_rule_of_its_own() -> None:
	ranged = {f"{begins}_{end}" for begins in RANGES for end in ("from", "to")}
	own = {
		"q", "ids", "age_from", "age_to", "category", "contacted_from", "contacted_to", "active",
		"tag", "advisor", "warning", "has_warnings", "archived", "bought_item", "uses_item",
		"services",
		"bought_from", "bought_to", "not_bought_since", "spent_from", "spent_to",
		"equipment_type", "equipment_brand", "equipment_years", "service_days",
	}  # fmt: skip
	assert {*ASKED, *ranged, *OWN_RULES, *own} == CustomerFilters.model_fields.keys()
	assert set(SORTED) == {"id", "name", "registered_on", "last_contact_at"}


def test_no_name_of_a_column_means_two_fields() -> None:
	names = [name for field in FIELDS for name in field.synonyms]
	assert len(set(names)) == len(names)
	assert not set(names) & set(COLUMNS) - {one for one in COLUMNS if one == "canton"}


class TestWarnings:
	def test_whoever_names_them_names_all(self) -> None:
		for words in (SHEET_WARNINGS, PROFILE_WARNINGS, LIST_VALUES["warning"]):
			assert set(words) == set(CustomerWarning)
