"""Customers one by one and in pages."""

from collections.abc import Sequence
from contextlib import nullcontext

from sqlalchemy import ColumnElement, Select, false, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.contracts.customers import CustomerQuery
from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.pages import fetch_page
from customers.domain.search import read_search
from customers.models.customer import CustomerRow
from customers.models.customer_contact import CustomerContactRow
from customers.repositories.customer_search import build_search_condition, choose_plan

SORT_COLUMNS = {"name": CustomerRow.name_key, "registered_on": CustomerRow.registered_on}


class CustomerRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: CustomerRow) -> None:
		"""Keep a new customer; its id is known afterwards.

		:raises Conflict: the identity is known already, of an archived customer too
		"""
		try:
			with self._session.begin_nested():
				self._session.add(row)
		except IntegrityError as error:
			message = "Ya hay un cliente con esa identificación."
			field = FieldError("id_number", message, "identity_taken")
			raise Conflict(message, code="identity_taken", fields=[field]) from error
		self._session.refresh(row)

	def refresh(self, row: CustomerRow) -> None:
		"""Write what has changed and read what the database computes."""
		self._session.flush()
		self._session.refresh(row)

	def get(self, customer_id: int, *, lock: bool = False) -> CustomerRow:
		"""Return a customer; `lock` it to change it.

		:raises NotFound: there is no such customer, or its data were erased
		:raises Conflict: it is to be changed while it is being erased
		"""
		row = self._session.get(CustomerRow, customer_id, with_for_update=lock or None)
		if row is None:
			raise NotFound("No existe ese cliente.", code="no_customer")
		if row.erased_at is not None:
			raise NotFound("Los datos de ese cliente se borraron.", code="erased")
		if lock and row.erasing_at is not None:
			message = "Los datos de ese cliente se están borrando."
			raise Conflict(message, code="erasing")
		return row

	def peek(self, customer_id: int) -> CustomerRow | None:
		"""Return a customer, in whatever state, if there is one."""
		return self._session.get(CustomerRow, customer_id)

	def find(self, customer_id: int) -> CustomerRow | None:
		"""Return a customer, locked, if there is one."""
		return self._session.get(CustomerRow, customer_id, with_for_update=True)

	def list_with_email(self, email: str) -> Sequence[CustomerRow]:
		"""Return, locked, the customers of an address, be it their first or a further one."""
		return self._list_reached(CustomerRow.email == email, email)

	def list_with_phone(self, phone: str) -> Sequence[CustomerRow]:
		"""Return, locked, the customers of a phone, be it their first or a further one."""
		return self._list_reached(CustomerRow.phone == phone, phone)

	def _list_reached(self, first: ColumnElement[bool], value: str) -> Sequence[CustomerRow]:
		further = select(CustomerContactRow.customer_id).where(CustomerContactRow.value == value)
		query = select(CustomerRow).where(or_(first, CustomerRow.id.in_(further)))
		return self._session.scalars(query.order_by(CustomerRow.id).with_for_update()).all()

	def list_page(self, asked: CustomerQuery) -> tuple[list[CustomerRow], str | None]:
		"""Return a page of customers and the cursor of the next one."""
		name = asked.sort.lstrip("-")
		column = SORT_COLUMNS.get(name)
		keys = [CustomerRow.id] if column is None else [column, CustomerRow.id]

		def read_keys(row: CustomerRow) -> list[object]:
			values = {"name": row.name_key, "registered_on": row.registered_on}
			return [row.id] if column is None else [values[name], row.id]

		query = self._build_query(asked)
		with choose_plan(self._session, query) if asked.q else nullcontext():
			return fetch_page(
				self._session,
				query,
				keys=keys,
				read_keys=read_keys,
				cursor=asked.cursor,
				limit=asked.limit,
				descending=asked.sort.startswith("-"),
			)

	def _build_query(self, asked: CustomerQuery) -> Select[CustomerRow]:
		query = select(CustomerRow)
		archived = CustomerRow.archived_at
		query = query.where(archived.is_not(None) if asked.archived else archived.is_(None))
		if asked.archived:
			query = query.where(CustomerRow.erased_at.is_(None))
		if asked.province:
			query = query.where(CustomerRow.province == asked.province)
		if asked.gender:
			query = query.where(CustomerRow.gender == asked.gender.value)
		if asked.kind:
			query = query.where(CustomerRow.kind == asked.kind.value)
		if asked.q:
			terms = read_search(asked.q)
			query = query.where(build_search_condition(self._session, terms) if terms else false())
		return query
