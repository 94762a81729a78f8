"""A filter that is not understood is said, and nothing is shown, on every list."""

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from pydantic import BaseModel, ValidationError

from portal.shell.pages import addresses
from tests.support.fakes.staff import PEOPLE
from tests.support.portal_walk import PortalWalk
from tests.support.portal_world import PortalWorld

NONSENSE = "ayer¬"
Asked = tuple[type[BaseModel], frozenset[str]]


@pytest.mark.covers("R11")
class TestAddresses:
	def test_every_list_says_what_it_left_out(self, portal: PortalWorld) -> None:
		lists = {
			(username, path): asked
			for username in ("jefa", "asesora", "admin")
			for path, asked in find_lists(portal, username)
		}
		assert len(lists) > 8
		silent = [
			(path, name)
			for (username, path), asked in lists.items()
			if (name := find_strict(asked)) is not None
			and f'«<span class="long-word">{NONSENSE}</span>»'
			not in portal.open(username).get(path, query_string={name: NONSENSE}).text
		]
		assert silent == []

	def test_what_is_understood_is_not_spoken_of(self, portal: PortalWorld) -> None:
		assert (
			"Parte de la dirección" not in portal.open("jefa").get("/campanas/?phase=paused").text
		)


def find_lists(portal: PortalWorld, username: str) -> Iterator[tuple[str, Asked]]:
	"""Yield the pages that read a query from their address, with its contract."""
	assert username in PEOPLE
	visitor = portal.open(username)
	for path in PortalWalk(portal, username).list_pages():
		if path.endswith((".csv", ".xlsx", ".json", "progreso", "filas")):
			continue  # no page of its own
		with hear_asked() as heard:
			answer = visitor.get(path)
		if answer.status_code == 200 and 'id="main"' in answer.text:
			yield from ((path, one) for one in heard[:1])


@contextmanager
def hear_asked() -> Iterator[list[Asked]]:
	"""Yield what addresses were read as, with the parameters that are no address's to say."""
	heard: list[Asked] = []

	def spy(contract: type[BaseModel], *args: Any, **more: Any) -> Any:
		heard.append((contract, frozenset(more)))
		return real(contract, *args, **more)

	real = addresses.understand
	with ExitStack() as stack:
		for module in [one for one in sys.modules.values() if vars(one).get("understand") is real]:
			stack.enter_context(patch.object(module, "understand", spy))
		yield heard


def find_strict(asked: Asked) -> str | None:
	"""Return a parameter that does not take every text."""
	contract, fixed = asked
	for name in contract.model_fields.keys() - fixed:
		try:
			contract.model_validate({name: NONSENSE})
		except ValidationError as error:
			if {one["loc"][0] for one in error.errors()} == {name}:
				return name
	return None
