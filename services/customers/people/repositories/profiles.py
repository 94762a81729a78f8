"""The lists of a profile, read and replaced whole."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from chasqui.contracts.customers.profiles import FurtherAddress, FurtherContact, SpecialDate
from customers.people.models.customer_address import CustomerAddressRow
from customers.people.models.customer_contact import CustomerContactRow
from customers.people.models.customer_date import CustomerDateRow
from customers.people.models.customer_tag import CustomerTagRow

Row = TypeVar("Row", CustomerAddressRow, CustomerContactRow, CustomerDateRow)


class ProfileRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_contacts(self, customer_id: int) -> Sequence[CustomerContactRow]:
		return self._list(CustomerContactRow, customer_id)

	def list_addresses(self, customer_id: int) -> Sequence[CustomerAddressRow]:
		return self._list(CustomerAddressRow, customer_id)

	def list_dates(self, customer_id: int) -> Sequence[CustomerDateRow]:
		return self._list(CustomerDateRow, customer_id)

	def list_tags(self, customer_id: int) -> list[str]:
		query = select(CustomerTagRow.tag).where(CustomerTagRow.customer_id == customer_id)
		return list(self._session.scalars(query.order_by(func.lower(CustomerTagRow.tag))))

	def take_next_phone(self, customer_id: int, wrong: str) -> str | None:
		"""Return the first further phone besides a wrong one; it is no further one any more."""
		row = CustomerContactRow
		query = select(row).where(
			row.customer_id == customer_id, row.channel == "phone", row.value != wrong
		)
		found = self._session.scalars(query.order_by(row.id).limit(1)).first()
		if found is None:
			return None
		self._session.delete(found)
		return found.value

	def replace_contacts(self, customer_id: int, contacts: Iterable[FurtherContact]) -> None:
		rows = [
			CustomerContactRow(
				customer_id=customer_id,
				channel=one.channel.value,
				value=one.value,
				label=one.label.value,
			)
			for one in contacts
		]
		self._replace(CustomerContactRow, customer_id, rows)

	def replace_addresses(self, customer_id: int, addresses: Iterable[FurtherAddress]) -> None:
		rows = [
			CustomerAddressRow(customer_id=customer_id, **one.model_dump(mode="json"))
			for one in addresses
		]
		self._replace(CustomerAddressRow, customer_id, rows)

	def replace_dates(self, customer_id: int, dates: Iterable[SpecialDate]) -> None:
		rows = [CustomerDateRow(customer_id=customer_id, **one.model_dump()) for one in dates]
		self._replace(CustomerDateRow, customer_id, rows)

	def replace_tags(self, customer_id: int, tags: Iterable[str]) -> None:
		rows = [CustomerTagRow(customer_id=customer_id, tag=tag) for tag in tags]
		self._replace(CustomerTagRow, customer_id, rows)

	def list_known_tags(self, start: str, limit: int) -> list[tuple[str, int]]:
		"""Return the tags that begin so, whatever their case, with how many customers have each."""
		count = func.count()
		query = (
			select(CustomerTagRow.tag, count)
			.where(func.lower(CustomerTagRow.tag).startswith(start.lower(), autoescape=True))
			.group_by(CustomerTagRow.tag)
			.order_by(count.desc(), CustomerTagRow.tag)
			.limit(limit)
		)
		return [(tag, n) for tag, n in self._session.execute(query)]

	def _list(self, table: type[Row], customer_id: int) -> Sequence[Row]:
		query = select(table).where(table.customer_id == customer_id).order_by(table.id)
		return self._session.scalars(query).all()

	def _replace(self, table: Any, customer_id: int, rows: list[Any]) -> None:
		self._session.execute(delete(table).where(table.customer_id == customer_id))
		self._session.add_all(rows)
		self._session.flush()
