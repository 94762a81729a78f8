"""Finds every kind of job of every service, and writes a row of it that a worker may go on with."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from sqlalchemy import ARRAY, Boolean, Column, Date, DateTime, Integer, String, Uuid, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Session

import campaigns.features
import customers.features
import mailer.features
from chasqui.kernel.jobs.repository import JobRepository
from chasqui.kernel.jobs.store import JobStore
from tests.support.planting import DROP_CHECKS

SERVICES = {
	"campaigns": campaigns.features.FEATURES,
	"customers": customers.features.FEATURES,
	"mailer": mailer.features.FEATURES,
}
Kind = type[JobStore[Any]]


def list_kinds() -> list[Kind]:
	"""Return the stores that name a table, by its name."""
	for features in SERVICES.values():
		for _ in features.load("repositories"):
			pass
	kinds = [kind for kind in _list_below(JobStore) if "row" in vars(kind)]
	return sorted(kinds, key=lambda kind: str(kind.row.__tablename__))


def find_repository(kind: Kind) -> type[JobRepository[Any]]:
	"""Return what lists the jobs of a kind for people."""
	return next(one for one in (kind, *_list_below(kind)) if issubclass(one, JobRepository))


def find_service(kind: Kind) -> str:
	return kind.__module__.partition(".")[0]


def plant_job(session: Session, kind: Kind) -> int:
	"""Write a row past foreign keys and checks, open for any worker; return its id."""
	session.execute(text("SET LOCAL session_replication_role = replica"))
	session.execute(text(DROP_CHECKS))
	table = kind.row.__table__
	values = {column.name: _fill(column) for column in table.columns if _is_needed(column)}
	told = kind.is_open.compile().params.values()
	states = [one for value in told for one in (value if isinstance(value, list) else [value])]
	if states:
		values["state"] = states[0]
	return int(session.execute(table.insert().values(values).returning(table.c.id)).scalar_one())


def _list_below(kind: type[Any]) -> Iterator[Any]:
	for below in kind.__subclasses__():
		yield below
		yield from _list_below(below)


def _is_needed(column: Column[Any]) -> bool:
	has_value = column.server_default is not None or column.identity is not None
	return not (column.nullable or has_value)


def _fill(column: Column[Any]) -> Any:
	by_type: list[tuple[Any, Any]] = [
		(ARRAY, []), (JSONB, {}), (Boolean, False), (Integer, 1), (Uuid, uuid4()), (String, "x"),
		(Date, func.now()), (DateTime, func.now()),
	]  # fmt: skip
	return next(value for kind, value in by_type if isinstance(column.type, kind))
