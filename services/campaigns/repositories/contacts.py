"""Permissions and contact data of members: the columns of the snapshot that follow events."""

from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.models.audience_member import AudienceMember
from campaigns.models.objection import Objection
from chasqui.contracts.customers import ConsentChannel

PERMISSION = {ConsentChannel.EMAIL: "may_email", ConsentChannel.PHONE: "may_phone"}


class ContactRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def record_objection(self, customer_id: int, channel: ConsentChannel, source: str) -> bool:
		"""Keep an objection; return whether it is new."""
		query = insert(Objection).values(
			customer_id=customer_id, channel=channel.value, source=source
		)
		made = query.on_conflict_do_nothing().returning(Objection.customer_id)
		return self._session.scalar(made) is not None

	def has_objection(self, customer_id: int, channel: ConsentChannel) -> bool:
		query = select(Objection.customer_id).where(
			Objection.customer_id == customer_id, Objection.channel == channel.value
		)
		return self._session.scalar(query) is not None

	def set_permission(self, customer_id: int, channel: ConsentChannel, *, granted: bool) -> None:
		"""Set a channel's permission in every audience that holds the customer."""
		self._update(customer_id, {PERMISSION[channel]: granted})

	def set_contact(self, customer_id: int, email: str | None, phone: str | None) -> None:
		self._update(customer_id, {"email": email, "phone": phone})

	def find_contact(self, customer_id: int) -> tuple[str | None, str | None]:
		"""Return the customer's e-mail and phone as the newest audience has them."""
		query = (
			select(AudienceMember.email, AudienceMember.phone)
			.where(AudienceMember.customer_id == customer_id)
			.order_by(AudienceMember.audience_id.desc())
		)
		row = self._session.execute(query).first()
		return (row[0], row[1]) if row else (None, None)

	def _update(self, customer_id: int, values: dict[str, Any]) -> None:
		query = update(AudienceMember).where(AudienceMember.customer_id == customer_id)
		self._session.execute(query.values(values))
