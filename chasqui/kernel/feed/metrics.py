"""The feeds on ``/metrics``: read when it is asked for, from the rows themselves."""

from collections.abc import Iterator
from typing import Any

from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError

from chasqui.kernel.data.database import Database
from chasqui.kernel.feed.models import MOST_FAILURES

STATES = ("waiting", "stuck", "dropped")
_registered: list[Collector] = []


class FeedCollector(Collector):
	"""Events set aside, by producer and state, and those passed over for an unknown name."""

	def __init__(self, database: Database, cursors: type[Any], stuck: type[Any]) -> None:
		self._database = database
		self._cursors = cursors
		self._stuck = stuck

	def describe(self) -> list[GaugeMetricFamily]:
		"""Name the figures without asking the database."""
		return list(_build_families())

	def collect(self) -> Iterator[GaugeMetricFamily]:
		"""Yield the figures; none where the database does not answer."""
		try:
			unknown, counts = self._read()
		except SQLAlchemyError:
			return
		aside, passed = _build_families()
		for producer, number in unknown.items():
			passed.add_metric([producer], number)
			for state in STATES:
				aside.add_metric([producer, state], counts.get((producer, state), 0))
		yield aside
		yield passed

	def _read(self) -> tuple[dict[str, int], dict[tuple[str, str], int]]:
		with self._database.open_session() as session:
			cursors = session.execute(select(self._cursors.producer, self._cursors.unknown))
			unknown = {row[0]: row[1] for row in cursors}
			stuck = self._stuck
			by = (stuck.producer, stuck.failures >= MOST_FAILURES, stuck.dropped_at.is_not(None))
			counts: dict[tuple[str, str], int] = {}
			for producer, is_stuck, is_dropped, number in session.execute(
				select(*by, func.count()).group_by(*by)
			):
				state = STATES[2 if is_dropped else 1 if is_stuck else 0]
				counts[producer, state] = counts.get((producer, state), 0) + number
			return unknown, counts


def _build_families() -> tuple[GaugeMetricFamily, GaugeMetricFamily]:
	aside = "Events that could not be handled, by producer and state"
	passed = "Events passed over because their name is unknown"
	return (
		GaugeMetricFamily("chasqui_feed_set_aside", aside, labels=["producer", "state"]),
		GaugeMetricFamily("chasqui_feed_unknown", passed, labels=["producer"]),
	)


def register_feed(database: Database, cursors: type[Any], stuck: type[Any]) -> None:
	"""Publish the figures of this process's database, in place of an earlier one."""
	while _registered:
		REGISTRY.unregister(_registered.pop())
	collector = FeedCollector(database, cursors, stuck)
	REGISTRY.register(collector)
	_registered.append(collector)
