"""How many rows of a batch are of customers already."""

from collections.abc import Sequence
from typing import Any

import psycopg

from customers.people.domain.profiles import Profile

# Two arrays are one text for a batch of any length (PostgreSQL manual, 7.2.1.4, «Table
# Functions»), and the join asks the index that makes an identity unique.
COUNT_KNOWN = """
SELECT count(*) FROM unnest(%s::varchar[], %s::varchar[]) AS asked (id_type, id_number)
JOIN customer USING (id_number, id_type)
"""


def count_known(connection: psycopg.Connection[Any], rows: Sequence[Profile]) -> int:
	"""Return how many of these are customers."""
	identities = [[row.id_type.value for row in rows], [row.id_number for row in rows]]
	found = connection.execute(COUNT_KNOWN, identities).fetchone()
	return int(found[0]) if found else 0
