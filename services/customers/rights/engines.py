"""Brings erasures to their end, however often it has to be tried (the worker's sweep)."""

import structlog

from chasqui.contracts.access import Service
from chasqui.contracts.event_payloads import KnownPerson
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Unavailable
from customers.people.repositories.customers import CustomerRepository
from customers.rights.clients import RiskClient
from customers.rights.repositories.erasures import ErasureRepository
from customers.rights.use_cases.eraser import MakeEraser

RISK = Service.RISK_SOAP.value


class ErasureRunner:
	def __init__(self, database: Database, make_eraser: MakeEraser, risk: RiskClient) -> None:
		self._database = database
		self._make_eraser = make_eraser
		self._risk = risk

	def run(self) -> int:
		"""Go on with every open erasure; return how many are over now."""
		with self._database.open_session() as session:
			waiting = ErasureRepository(session).list_open()
		return sum(self._go_on(erasure_id) for erasure_id in waiting)

	def _go_on(self, erasure_id: int) -> bool:
		self._ask_risk(erasure_id)
		with self._database.open_session() as session:
			return self._make_eraser(session).finish(erasure_id)

	def _ask_risk(self, erasure_id: int) -> None:
		"""Have the credit-risk service forget the person: it knows identities alone.

		One at a time: who asks second hears that nothing is there, and must not be the one whose
		receipt is kept.
		"""
		with self._database.open_session() as session:
			erasures = ErasureRepository(session)
			row = erasures.lock_open(erasure_id)
			if row is None or self._has_answered(erasures, erasure_id):
				return
			customer = CustomerRepository(session).find(row.customer_id)
			if customer is None:
				return
			try:
				records = self._erase(erasures.read_person(customer))
			except Unavailable as error:
				structlog.get_logger().warning("erasure_waits", holder=RISK, why=error.code)
				return
			erasures.add_receipt(erasure_id, RISK, {"records": records})

	def _has_answered(self, erasures: ErasureRepository, erasure_id: int) -> bool:
		return RISK in {one.service for one in erasures.list_receipts(erasure_id)}

	def _erase(self, person: KnownPerson) -> int:
		"""Return how many records went; numbers of before a correction may have been asked too."""
		return sum(self._risk.erase(one.id_type, one.id_number) for one in person.identities)
