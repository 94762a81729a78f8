"""A person's rows of any table, found as the table declares and an erasure finds them."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table as SqlTable
from sqlalchemy import inspect, select, text
from sqlalchemy.orm import Session

from chasqui.kernel.personal.declarations import Personal
from chasqui.kernel.personal.erasing import write_condition
from chasqui.kernel.personal.keys import PersonKeys
from customers.tables import Table


class DeclaredRecordRepository:
	def __init__(self, session: Session) -> None:
		self._session = session

	def list_about(self, row: type[Table], rule: Personal, keys: PersonKeys) -> Sequence[Any]:
		"""Return the rows that name the record, or nobody's but what only the person has."""
		table = inspect(row).local_table
		assert isinstance(table, SqlTable)
		mine = text(write_condition(table, rule)).bindparams(**keys.list_values())
		query = select(row).where(mine).order_by(*table.primary_key)
		return self._session.scalars(query).all()
