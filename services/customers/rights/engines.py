"""Brings erasures to their end, however often it has to be tried (the worker's sweep)."""

from uuid import UUID

import structlog

from chasqui.contracts.access import Service
from chasqui.contracts.customers.known_person import KnownPerson
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import Unavailable
from chasqui.kernel.jobs.runner import JobRunner
from chasqui.kernel.jobs.store import LeaseLost
from chasqui.kernel.texts.text import Text
from customers.people.repositories.customers import CustomerRepository
from customers.rights.clients import RiskClient
from customers.rights.models.erasure import ErasureRow
from customers.rights.repositories.erasures import ErasureRepository
from customers.rights.use_cases.eraser import MakeEraser

RISK = Service.RISK_SOAP.value
LEASE_SECONDS = 300.0
FAILED_SECONDS = 3600.0


class ErasureRunner(JobRunner[ErasureRow]):
	"""One turn asks who has not answered, and wipes once all have; else the erasure waits."""

	jobs = ErasureRepository

	def __init__(self, database: Database, make_eraser: MakeEraser, risk: RiskClient) -> None:
		super().__init__(database, lease_seconds=LEASE_SECONDS)
		self._make_eraser = make_eraser
		self._risk = risk

	def _work(self, job: ErasureRow, token: UUID) -> bool:
		self._ask_risk(job.id)
		with self._database.open_session() as session:
			if self._make_eraser(session).wipe(job.id):
				ended = {"state": "done", "error": None}
				if not self.jobs(session).finish(job.id, token, **ended):
					raise LeaseLost(str(job.id))
				return False
		# Others take their time: that is no attempt in vain.
		self._postpone(job, token, 0, state="waiting", error=None, attempts=0)
		return False

	def _fail(self, job_id: int, token: UUID, error: Text) -> None:
		"""Say that it failed; it is owed to a person, so that it is never given up."""
		with self._database.open_session() as session:
			failed = {"state": "failed", "error": error, "attempts": 0}
			self.jobs(session).postpone(job_id, token, FAILED_SECONDS, **failed)

	def _ask_risk(self, erasure_id: int) -> None:
		"""Have the credit-risk service erase the person: it knows identities alone.

		One at a time: who asks second is answered that nothing is there, and must not be the one
		whose receipt is kept.
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
