"""Permissions and contact data of members: the columns of the snapshot that follow events."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, cast, delete, exists, func, select, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.orm import Session, aliased

from campaigns.audiences.models import AudienceMemberRow
from campaigns.contacts.models.objection import ObjectionRow
from chasqui.contracts.customers.consents import ConsentChannel

WITHDRAWN = "consent"  # the source of an objection that a permission given again lifts
PERMISSION = {ConsentChannel.EMAIL: "may_email", ConsentChannel.PHONE: "may_phone"}
# Rows in memory are read anew where they are needed.
UNSEEN = {"synchronize_session": False}


class ContactRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def record_objection(self, customer_id: int, channel: ConsentChannel, source: str) -> bool:
		"""Keep an objection; return whether it is new."""
		query = insert(ObjectionRow).values(
			customer_id=customer_id, channel=channel.value, source=source
		)
		made = query.on_conflict_do_nothing().returning(ObjectionRow.customer_id)
		return self._session.scalar(made) is not None

	def lift_objection(self, person: Sequence[int], channel: ConsentChannel, source: str) -> None:
		"""Delete an objection that this source had reported, and no other."""
		query = delete(ObjectionRow).where(
			ObjectionRow.customer_id.in_(person),
			ObjectionRow.channel == channel.value,
			ObjectionRow.source == source,
		)
		self._session.execute(query)

	def has_objection(self, person: Sequence[int], channel: ConsentChannel) -> bool:
		query = select(ObjectionRow.customer_id).where(
			ObjectionRow.customer_id.in_(person), ObjectionRow.channel == channel.value
		)
		return self._session.scalar(query.limit(1)) is not None

	def set_permission(
		self, person: Sequence[int], channel: ConsentChannel, *, granted: bool
	) -> None:
		"""Set a channel's permission in every audience that holds the person."""
		self._update(person, {PERMISSION[channel]: granted})

	def set_contact(self, person: Sequence[int], email: str | None, phone: str | None) -> None:
		self._update(person, {"email": email, "phone": phone})

	def find_contact(self, customer_id: int) -> tuple[str | None, str | None]:
		"""Return the customer's e-mail and phone as the newest audience has them."""
		query = (
			select(AudienceMemberRow.email, AudienceMemberRow.phone)
			.where(AudienceMemberRow.customer_id == customer_id)
			.order_by(AudienceMemberRow.audience_id.desc())
		)
		row = self._session.execute(query).first()
		return (row[0], row[1]) if row else (None, None)

	def _update(self, person: Sequence[int], values: dict[str, Any]) -> None:
		"""Change the member that stands for the person in each audience: the first there."""
		member, first = AudienceMemberRow, aliased(AudienceMemberRow)
		query = update(member).where(member.customer_id.in_(person))
		if len(person) > 1:
			is_before = _rank(person, first.customer_id) < _rank(person, member.customer_id)
			is_double = exists().where(
				first.audience_id == member.audience_id, first.customer_id.in_(person), is_before
			)
			query = query.where(~is_double)
		self._session.execute(query.values(values), execution_options=UNSEEN)


def _rank(person: Sequence[int], column: Any) -> Any:
	return func.array_position(cast(list(person), ARRAY(BigInteger)), column)
