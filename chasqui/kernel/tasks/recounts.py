"""Figures that are kept are counted again, once a day, and compared.

A difference is a fault of ours, which no person can mend: it is written down with its rows, and
kept until a later count agrees, so that somebody is shown it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy import Row
from sqlalchemy.orm import Session

from chasqui.kernel.data.database import Database

MOST_NAMED = 20
KeepDifference = Callable[[Session, str, int], None]
"""Keeps by how many rows figures differ: by none, if all is well."""


@dataclass(frozen=True)
class Recount:
	"""`find` returns the rows that differ: none, if all is well."""

	name: str
	find: Callable[[Session], Sequence[Row[Any]]]

	def run(self, database: Database, keep: KeepDifference | None = None) -> int:
		"""Return how many rows differ, and write down which."""
		with database.open_session() as session:
			found = [dict(one._mapping) for one in self.find(session)]
			if keep is not None:
				keep(session, self.name, len(found))
		log = structlog.get_logger().bind(figures=self.name)
		if found:
			log.error("figures_differ", rows=len(found), first=found[:MOST_NAMED])
		else:
			log.info("figures_agree")
		return len(found)
