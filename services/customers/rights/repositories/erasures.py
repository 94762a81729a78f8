"""Erasures, their receipts, and the wiping of a customer's rows."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.dialects.postgresql import insert

from chasqui.contracts.customers.known_person import KnownIdentity, KnownPerson
from chasqui.contracts.customers.rights import HOLDERS
from chasqui.contracts.jobs import JobAct, JobKind
from chasqui.kernel.jobs.acts import RETRY
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.personal.erasing import erase_person
from chasqui.kernel.personal.keys import build_keys_of
from chasqui.kernel.texts.text import say
from customers.features import load_metadata
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_contact import CustomerContactRow
from customers.people.repositories.former_values import FormerValueRepository
from customers.rights.models.erasure import ErasureReceiptRow, ErasureRow
from customers.tables import Table


class ErasureRepository(JobRepository[ErasureRow]):
	"""Once begun it is never paused nor cancelled: others have wiped their parts already.

	One that failed goes on by itself after an hour, or at once when a person says so.
	"""

	row = ErasureRow
	kind = JobKind.ERASURE
	busy = ("queued", "running", "waiting")
	is_open = ErasureRow.state.in_((*busy, "failed"))
	claimed = {"state": "running"}  # noqa: RUF012 - the same for all
	acts = {JobAct.RETRY: RETRY}  # noqa: RUF012 - the same for all
	# Counted from the receipts.
	measured = None
	missing = (say("No existe ese borrado."), "no_erasure")
	shows_presence = True

	def find_of(self, customer_id: int) -> ErasureRow | None:
		query = select(ErasureRow).where(ErasureRow.customer_id == customer_id)
		return self._session.scalar(query)

	def list_receipts(self, erasure_id: int) -> Sequence[ErasureReceiptRow]:
		query = select(ErasureReceiptRow).where(ErasureReceiptRow.erasure_id == erasure_id)
		return self._session.scalars(query.order_by(ErasureReceiptRow.received_at)).all()

	def add_receipt(self, erasure_id: int, service: str, details: dict[str, Any]) -> None:
		"""Keep a receipt; one that is known stays as it was, one of nothing known is let go."""
		query = insert(ErasureReceiptRow).from_select(
			["erasure_id", "service", "details"],
			select(
				ErasureRow.id,
				text(":service").bindparams(service=service),
				text("cast(:details AS jsonb)").bindparams(details=json.dumps(details)),
			).where(ErasureRow.id == erasure_id),
		)
		self._session.execute(query.on_conflict_do_nothing())

	def lock_open(self, erasure_id: int) -> ErasureRow | None:
		"""Return, locked, an erasure that is not over; None where it is, or another one is at it.

		Receipts may come meanwhile: their reference takes no lock that this one stands against.
		"""
		return self._session.scalar(
			select(ErasureRow)
			.where(ErasureRow.id == erasure_id, ErasureRow.finished_at.is_(None))
			.with_for_update(skip_locked=True, key_share=True)
		)

	def lock_ready(self, erasure_id: int) -> ErasureRow | None:
		"""Return, locked, an open erasure that has every receipt; None where it has not."""
		row = self._session.scalar(
			select(ErasureRow)
			.where(ErasureRow.id == erasure_id, ErasureRow.finished_at.is_(None))
			.with_for_update(skip_locked=True)
		)
		if row is None:
			return None
		known = {receipt.service for receipt in self.list_receipts(erasure_id)}
		return row if known >= {holder.value for holder in HOLDERS} else None

	def read_person(self, row: CustomerRow) -> KnownPerson:
		"""Return everything by which a customer may be known elsewhere, former values included."""
		former = FormerValueRepository(self._session).list_own(row.id)
		identities = [KnownIdentity(id_type=row.id_type, id_number=row.id_number)] + [
			KnownIdentity(id_type=one.id_type, id_number=one.value)
			for one in former
			if one.field == "identity"
		]
		emails, phones = (
			[
				*self._list_contacts(row, channel, first),
				*(one.value for one in former if one.field == channel),
			]
			for channel, first in (("email", row.email), ("phone", row.phone))
		)
		return KnownPerson(identities=identities, names=[row.name], emails=emails, phones=phones)

	def _list_contacts(self, row: CustomerRow, channel: str, first: str | None) -> list[str]:
		query = select(CustomerContactRow.value).where(
			CustomerContactRow.customer_id == row.id, CustomerContactRow.channel == channel
		)
		return [*filter(None, [first]), *self._session.scalars(query)]

	def wipe(self, customer_id: int, person: KnownPerson) -> dict[str, int]:
		"""Erase what identifies a customer; return the rows touched, by table."""
		load_metadata()  # the registry is whole only then
		return erase_person(self._session, Table.registry, build_keys_of(customer_id, person))
