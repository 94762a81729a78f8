"""What is done with several rows of a list: offered and let to those who may, on what they mean."""

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Any

import pytest

import portal as portal_package
from chasqui.contracts.access import Role, list_permissions
from portal.shell.lists.actions import RowAction
from portal.shell.pages.addresses import PICKED, UNFILTERING
from portal.shell.pages.bulk_pages import BulkPages
from tests.support.portal_world import PortalWorld


def find_pages() -> Iterator[tuple[str, BulkPages[Any]]]:
	"""Yield the pages of actions that a module of the portal declares, by their module."""
	for module in pkgutil.walk_packages(portal_package.__path__, "portal."):
		for value in vars(importlib.import_module(module.name)).values():
			if isinstance(value, BulkPages):
				yield module.name, value


PAGES = dict(find_pages())
ACTIONS = [
	pytest.param(pages, action, id=f"{name}-{action.code}")
	for name, pages in PAGES.items()
	for action in pages.declared.actions
]


@pytest.mark.covers("R11")
@pytest.mark.parametrize(("pages", "action"), ACTIONS)
def test_who_may_not_do_it_is_neither_offered_it_nor_let(
	portal: PortalWorld, pages: BulkPages[Any], action: RowAction
) -> None:
	with portal.app.test_request_context():
		at, of = portal.app.url_for(pages.declared.at), portal.app.url_for(pages.at)
	reached = set[bool]()
	for role in Role:
		visitor = portal.open(role.value)
		page = visitor.get(of)
		asked = visitor.get(f"{at}?action={action.code}&scope=all")
		may = action.needs in list_permissions([role])
		reached.add(may)
		assert (asked.status_code == 403) is not may
		if page.status_code == 200 and action.is_offered(pages.contract()):
			assert (f'<option value="{action.code}">' in page.text) is may
		if not may and page.status_code == 200:
			assert visitor.send(at, page=of, action=action.code, expected="1").status_code == 403
	assert reached == {True, False}


@pytest.mark.parametrize(("pages", "action"), ACTIONS)
def test_with_nothing_picked_nothing_is_done_to_all(
	portal: PortalWorld, pages: BulkPages[Any], action: RowAction
) -> None:
	with portal.app.test_request_context():
		at, of = portal.app.url_for(pages.declared.at), portal.app.url_for(pages.at)
	answer = portal.open("admin").get(f"{at}?action={action.code}&address=")
	assert answer.location == of


@pytest.mark.parametrize("pages", PAGES.values(), ids=PAGES)
def test_every_filter_of_the_rows_can_be_said(pages: BulkPages[Any]) -> None:
	names = pages.contract.model_fields.keys()
	assert pages.list.words is not None
	assert names - UNFILTERING <= pages.list.words.names.keys()
	assert {PICKED, *pages.declared.kept} <= names
	assert pages.list.actions is pages.declared


def test_what_leads_elsewhere_is_not_begun(portal: PortalWorld) -> None:
	for pages in PAGES.values():
		with portal.app.test_request_context():
			at, of = portal.app.url_for(pages.declared.at), portal.app.url_for(pages.at)
		for action in pages.declared.actions:
			if action.leads:
				answer = portal.open("admin").send(at, page=of, action=action.code, expected="1")
				assert answer.status_code == 422


def test_of_the_picked_rows_the_number_that_was_seen_is_asked(portal: PortalWorld) -> None:
	fields = {"action": "unassign", "address": "ids=1", "expected": "0"}
	answer = portal.open("admin").send("/clientes/acciones/", page="/clientes/", **fields)
	assert answer.status_code == 422
	assert not portal.world.bulk_jobs
