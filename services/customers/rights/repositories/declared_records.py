"""Rows of any table that names a customer's record, found as the table declares it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from chasqui.kernel.personal.declarations import By, Personal
from customers.tables import Table


class DeclaredRecords:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_about(self, row: type[Table], rule: Personal, customer_id: int) -> Sequence[Any]:
		"""Return the rows that name the record, in the order of their keys."""
		named = [name for name, by in rule.refers.items() if by is By.ID]
		query = select(row).where(or_(*(getattr(row, name) == customer_id for name in named)))
		return self._session.scalars(query.order_by(*inspect(row).primary_key)).all()
