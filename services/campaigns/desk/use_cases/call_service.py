"""The advisor's desk: one customer at a time, held by a lease (K27; architecture 4.4).

A lease past its end is still the advisor's, as long as nobody else has taken the person: whoever
is still talking loses nothing.
"""

from datetime import timedelta
from uuid import UUID

from campaigns.desk.models.call_task import CallTaskRow
from campaigns.desk.repositories.call_leases import CallLeaseRepository, LeaseTaken
from campaigns.desk.use_cases.lease_reader import LeaseReader
from campaigns.desk.use_cases.lease_terms import LeaseTermsReader
from chasqui.contracts.campaigns.desk import DeskLease, LeaseRenewal
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict, NotFound
from chasqui.kernel.texts.text import say

LEASE_TRIES = 4
LOST = say("La reserva de este cliente terminó y ya no es suyo.")


class CallService:
	def __init__(
		self,
		leases: CallLeaseRepository,
		terms: LeaseTermsReader,
		reader: LeaseReader,
		*,
		lease_minutes: int,
	) -> None:
		self._leases = leases
		self._terms = terms
		self._reader = reader
		self._lease = timedelta(minutes=lease_minutes)

	def take_next(self, advisor_id: int, campaign_id: int | None) -> DeskLease:
		"""Hold the next customer; an advisor who holds one already gets that one again.

		:raises NotFound: `nothing_to_call`
		"""
		for _ in range(LEASE_TRIES):
			try:
				task = self._hold_one(advisor_id, campaign_id)
			except LeaseTaken:
				continue
			if task is not None:
				return self._reader.read(task)
			break
		raise NotFound(say("No hay clientes por llamar ahora."), code="nothing_to_call")

	def renew(self, advisor_id: int, token: UUID) -> LeaseRenewal:
		"""Begin the time of a held customer anew: the advisor's page is still open.

		:raises Conflict: `lease_lost`
		"""
		task = hold_task(self._leases, advisor_id, token)
		task.leased_until = read_now() + self._lease
		return LeaseRenewal(leased_until=task.leased_until)

	def release(self, advisor_id: int, token: UUID) -> None:
		"""Give the held customer back, uncalled; silent where the lease is over."""
		task = self._leases.lock_held(advisor_id, token)
		if task is not None:
			_free(task)

	def _hold_one(self, advisor_id: int, campaign_id: int | None) -> CallTaskRow | None:
		now = read_now()
		until = now + self._lease
		held = self._leases.lock_own(advisor_id)  # read once: another window may hold one any time
		if held is not None and self._leases.is_open(held, now):
			held.leased_until = until
			return held
		if held is not None:
			_free(held)
		terms = self._terms.read(advisor_id, now)
		return self._leases.lease_next(advisor_id, campaign_id, terms, now=now, until=until)


def hold_task(leases: CallLeaseRepository, advisor_id: int, token: UUID) -> CallTaskRow:
	"""Return the task that the advisor holds with this token.

	:raises Conflict: `lease_lost`: it was given back or recorded, or somebody else took the person
	"""
	task = leases.lock_held(advisor_id, token)
	if task is None:
		raise Conflict(LOST, code="lease_lost")
	return task


def _free(task: CallTaskRow) -> None:
	task.state, task.lease_token, task.leased_until = "pending", None, None
