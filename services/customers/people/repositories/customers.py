"""Customers one by one."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import ColumnElement, select, text, union
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from chasqui.kernel.errors import Conflict, FieldError, NotFound
from chasqui.kernel.texts.text import say
from customers.people.models.customer import CustomerRow
from customers.people.models.customer_contact import CustomerContactRow

TAKEN = say("Ya hay un cliente con esa identificación.")
# A record and all that were merged into it, straight or by way of another.
RECORDS = text("""
	WITH RECURSIVE record (id) AS (
		SELECT CAST(:id AS bigint)
		UNION SELECT customer.id FROM customer JOIN record ON customer.merged_into = record.id
	)
	SELECT id FROM record ORDER BY id <> :id, id
""")


@contextmanager
def refuse_taken() -> Iterator[None]:
	"""Say at its field that another customer has an identity."""
	try:
		yield
	except IntegrityError as error:
		field = FieldError("id_number", TAKEN, "identity_taken")
		raise Conflict(TAKEN, code="identity_taken", fields=[field]) from error


class CustomerRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def add(self, row: CustomerRow) -> None:
		"""Keep a new customer; its id is known afterwards.

		:raises Conflict: the identity is known already, of an archived customer too
		"""
		with refuse_taken(), self._session.begin_nested():
			self._session.add(row)
		self._session.refresh(row)

	def identify(self, row: CustomerRow, id_type: str, id_number: str) -> None:
		"""Give a customer another identity.

		:raises Conflict: it is known already, of an archived customer too
		"""
		with refuse_taken(), self._session.begin_nested():
			row.id_type, row.id_number = id_type, id_number

	def is_known(self, id_type: str, id_number: str) -> bool:
		"""Return whether some customer has an identity, an archived one too."""
		mine = CustomerRow.id_type == id_type, CustomerRow.id_number == id_number
		return self._session.scalar(select(CustomerRow.id).where(*mine)) is not None

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
			raise NotFound(say("No existe ese cliente."), code="no_customer")
		if row.erased_at is not None:
			raise NotFound(say("Los datos de ese cliente se borraron."), code="erased")
		if lock and row.erasing_at is not None:
			message = say("Los datos de ese cliente se están borrando.")
			raise Conflict(message, code="erasing")
		return row

	def get_to_change(self, customer_id: int) -> CustomerRow:
		"""Return a customer, locked, that stands for itself.

		:raises NotFound: there is no such customer, or its data were erased
		:raises Conflict: it is being erased, or was merged into another one, which is to be changed
		"""
		row = self.get(customer_id, lock=True)
		if row.merged_into is not None:
			message = say("Ese registro se unió a otro: haga el cambio en ese otro.")
			raise Conflict(message, code="merged")
		return row

	def peek(self, customer_id: int) -> CustomerRow | None:
		"""Return a customer, in whatever state, if there is one."""
		return self._session.get(CustomerRow, customer_id)

	def list_by_id(self, ids: Sequence[int]) -> Sequence[CustomerRow]:
		"""Return the customers of these numbers whose data were not erased."""
		known = CustomerRow.id.in_(ids), CustomerRow.erased_at.is_(None)
		return self._session.scalars(select(CustomerRow).where(*known)).all()

	def find(self, customer_id: int) -> CustomerRow | None:
		"""Return a customer, locked, if there is one."""
		return self._session.get(CustomerRow, customer_id, with_for_update=True)

	def find_standing(self, row: CustomerRow) -> CustomerRow:
		"""Return, locked, the record that stands for this one: itself, unless it was merged."""
		while row.merged_into is not None:
			row = self._session.get_one(CustomerRow, row.merged_into, with_for_update=True)
		return row

	def list_records(self, customer_id: int) -> list[int]:
		"""Return the records of one person: the one named, then those merged into it."""
		return list(self._session.scalars(RECORDS, {"id": customer_id}))

	def list_with_email(self, email: str) -> Sequence[CustomerRow]:
		"""Return, locked, the customers of an address, be it their first or a further one."""
		return self._list_reached(CustomerRow.email == email, email)

	def list_with_phone(self, phone: str) -> Sequence[CustomerRow]:
		"""Return, locked, the customers of a phone, be it their first or a further one."""
		return self._list_reached(CustomerRow.phone == phone, phone)

	def _list_reached(self, first: ColumnElement[bool], value: str) -> Sequence[CustomerRow]:
		further = select(CustomerContactRow.customer_id).where(CustomerContactRow.value == value)
		# An «or» with a subquery would read every customer, for each address that bounces.
		reached = union(select(CustomerRow.id).where(first), further).subquery()
		query = select(CustomerRow).where(CustomerRow.id.in_(select(reached)))
		return self._session.scalars(query.order_by(CustomerRow.id).with_for_update()).all()
