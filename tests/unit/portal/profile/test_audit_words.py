"""Everything that the audit may tell has a name: fields, filters, columns, tables, states."""

from collections.abc import Iterable
from enum import StrEnum

import pytest
from pydantic import BaseModel

from chasqui.contracts.customers.audit import AuditAction, AuditEntry, AuditQuery
from chasqui.contracts.customers.catalogue import ItemExportQuery, ItemFields, ItemState
from chasqui.contracts.customers.imports import ImportMode
from chasqui.contracts.customers.lists import CustomerFilters, ExportFormat, ListColumn
from chasqui.contracts.customers.people import CustomerPatch
from chasqui.contracts.customers.profiles import ProfilePatch
from chasqui.contracts.customers.promotions import (
	PromotionExportQuery,
	PromotionFields,
	PromotionState,
)
from chasqui.contracts.customers.quote_lists import QuoteExportQuery
from chasqui.contracts.customers.quotes import QuoteFields, QuoteState
from chasqui.contracts.customers.rights import RequestState, RightKind
from chasqui.contracts.customers.sale_lists import SaleExportQuery
from chasqui.contracts.customers.sales import SaleFields, SaleState
from chasqui.kernel.clock import read_now
from chasqui.kernel.personal.declarations import Keep, Personal
from customers.features import load_metadata
from customers.tables import Table
from portal.profile.labels.deeds import DEEDS, describe_details, name_deed
from portal.profile.labels.person import DATA_NAMES, WHAT_NAMES
from tests.support.portal_world import open_portal

# Of a page, of a file's form, of who was first: they are no filters and no data.
NO_DATA = {"cursor", "limit", "sort", "version", "format", "delimiter"}
ASKED: tuple[type[BaseModel], ...] = (
	AuditQuery, CustomerFilters, CustomerPatch, ItemExportQuery, ItemFields, ProfilePatch,
	PromotionExportQuery, PromotionFields, QuoteExportQuery, QuoteFields, SaleExportQuery,
	SaleFields,
)  # fmt: skip
STATES: tuple[type[StrEnum], ...] = (
	ExportFormat, ImportMode, ItemState, PromotionState, QuoteState, RightKind, SaleState,
)  # fmt: skip


def list_unnamed(names: Iterable[str]) -> list[str]:
	return sorted(name for name in {*names} - NO_DATA if name not in DATA_NAMES)


def test_fields_and_filters_have_names() -> None:
	assert list_unnamed(name for one in ASKED for name in one.model_fields) == []


def test_columns_of_an_export_have_names() -> None:
	assert list_unnamed(ListColumn) == []


def test_tables_that_an_erasure_touches_have_names() -> None:
	load_metadata()
	tables = [one.class_ for one in Table.registry.mappers]
	touched = [
		one.__tablename__
		for one in tables
		if isinstance(one.__personal__, Personal) and not isinstance(one.__personal__.erase, Keep)
	]
	assert "customer" in touched
	assert list_unnamed(touched) == []


@pytest.mark.parametrize("states", STATES, ids=lambda one: one.__name__)
def test_states_have_names(states: type[StrEnum]) -> None:
	assert [one.value for one in states if one.value not in WHAT_NAMES] == []


def test_decisions_have_names() -> None:
	closed = {one.value for one in RequestState} - {RequestState.OPEN.value}
	assert closed <= WHAT_NAMES.keys()


def test_the_verb_says_what_was_looked_at_once() -> None:
	now = read_now()
	with open_portal() as portal, portal.app.test_request_context():
		for (action, what), label in DEEDS.items():
			entry = AuditEntry(
				id=1, at=now, actor="staff:1", actor_name="A", action=action, details={"what": what}
			)
			assert str(name_deed(entry).text) == str(label.text)
			assert describe_details(entry) == ""
		other = AuditEntry(
			id=1, at=now, actor="staff:1", actor_name="A", action=AuditAction.SEEN, details={}
		)
		assert str(name_deed(other).text) == "Vio la ficha"
