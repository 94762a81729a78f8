"""Who tells and who hears which event is said once, with the event; all else follows from it."""

import ast
import importlib
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from chasqui.contracts.access import Service
from chasqui.contracts.event_payloads import PAYLOADS, PRODUCERS, EventPayload
from chasqui.contracts.queues import BEAT_SCHEDULE, CONSUME_EVENTS
from chasqui.stack.places import REPOSITORY

READERS = sorted(PRODUCERS)
EVENTS = sorted(PAYLOADS)


@pytest.mark.parametrize("reader", READERS)
class TestReader:
	def test_it_follows_what_is_said_that_it_hears(self, reader: Service) -> None:
		followed = [one.payload for one in build_wiring(reader).list_subscriptions()]
		assert len(followed) == len({*followed})
		heard = {one for one in PAYLOADS.values() if reader in one.CONSUMED_BY}
		assert {*followed} == heard

	def test_it_reads_the_feeds_in_which_that_is_told(self, reader: Service) -> None:
		told = {
			writer
			for one in PAYLOADS.values()
			if reader in one.CONSUMED_BY
			for writer in one.PRODUCED_BY
		}
		assert {*build_wiring(reader).connect_producers()} == {one.value for one in told}

	def test_it_polls_by_itself(self, reader: Service) -> None:
		ticks = [(tick.task, tick.queue) for tick in BEAT_SCHEDULE]
		assert (CONSUME_EVENTS[reader], reader.value) in ticks


@pytest.mark.parametrize("name", EVENTS)
class TestEvent:
	def test_somebody_tells_it_and_somebody_else_hears_it(self, name: str) -> None:
		payload = PAYLOADS[name]
		assert payload.PRODUCED_BY
		assert payload.CONSUMED_BY
		assert not {*payload.PRODUCED_BY} & {*payload.CONSUMED_BY}

	def test_those_tell_it_who_are_said_to(self, name: str) -> None:
		assert {*list_producers(PAYLOADS[name])} == {*PAYLOADS[name].PRODUCED_BY}


def test_only_the_kernel_writes_events_and_nudges_readers() -> None:
	"""A service that wrote an event by itself would have to know who hears it."""
	written = {"record_event", "CONSUME_EVENTS"}
	guilty = {
		path
		for service in Service
		for path, tree in list_trees(service)
		for node in ast.walk(tree)
		if isinstance(node, ast.Name | ast.Attribute)
		and (node.id if isinstance(node, ast.Name) else node.attr) in written
	}
	assert {path for path in guilty if not path.endswith("app/tasks.py")} == set()


def list_producers(payload: type[EventPayload]) -> Iterator[Service]:
	"""Return the services whose code makes the payload."""
	return (service for service in Service if payload.__name__ in list_calls(service))


@cache
def list_calls(service: Service) -> frozenset[str]:
	"""Return what a service's code calls by its bare name."""
	return frozenset(
		node.func.id
		for _path, tree in list_trees(service)
		for node in ast.walk(tree)
		if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
	)


def list_trees(service: Service) -> Iterator[tuple[str, ast.Module]]:
	for path in (REPOSITORY / "services" / service.value).rglob("*.py"):
		yield str(path.relative_to(REPOSITORY)), ast.parse(path.read_text("utf-8"))


def build_wiring(service: Service) -> Any:
	config = importlib.import_module(f"{service.value}.config")
	made = getattr(config, f"{service.value.capitalize()}Config")()
	return importlib.import_module(f"{service.value}.app.wiring").Wiring(made)
