"""The ledger on ``/metrics``: read when it is asked for, from the rows themselves."""

from collections.abc import Iterator

from prometheus_client import REGISTRY
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector
from sqlalchemy.exc import OperationalError

from chasqui.contracts.mailer.runs import DeliveryState
from chasqui.kernel.data.database import Database
from mailer.runs.repositories.deliveries import DeliveryRepository

_registered: list[Collector] = []


class LedgerCollector(Collector):
	"""Deliveries by state, of runs that are open or ended within a day; and their sum."""

	def __init__(self, database: Database) -> None:
		self._database = database

	def describe(self) -> list[GaugeMetricFamily]:
		"""Name the figures without asking the database."""
		return [self._build_states(), self._build_eligible()]

	def collect(self) -> Iterator[GaugeMetricFamily]:
		"""Yield the figures; none where the database does not answer."""
		try:
			counts, eligible = self._read()
		except OperationalError:
			return
		states = self._build_states()
		for state in DeliveryState:
			states.add_metric([state.value], counts.get(state.value, 0))
		yield states
		total = self._build_eligible()
		total.add_metric([], eligible)
		yield total

	def _read(self) -> tuple[dict[str, int], int]:
		with self._database.open_session() as session:
			deliveries = DeliveryRepository(session)
			return deliveries.count_open(), deliveries.count_eligible()

	@staticmethod
	def _build_states() -> GaugeMetricFamily:
		text = "Deliveries by state, of runs open or ended within a day"
		return GaugeMetricFamily("chasqui_mailer_deliveries", text, labels=["state"])

	@staticmethod
	def _build_eligible() -> GaugeMetricFamily:
		text = "Recipients of the same runs at filling: the sum of all states"
		return GaugeMetricFamily("chasqui_mailer_eligible", text, labels=[])


def register_ledger(database: Database) -> None:
	"""Publish the ledger of this process's database, in place of an earlier one."""
	while _registered:
		REGISTRY.unregister(_registered.pop())
	collector = LedgerCollector(database)
	REGISTRY.register(collector)
	_registered.append(collector)
