"""Turns a recipient stream into deliveries: COPY into a table of the transaction, then one INSERT.

All or nothing: the caller's transaction rolls back if the stream was cut.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import psycopg
from psycopg import sql

from chasqui.contracts.mailer.addresses import ADDRESS_PATTERN, MAX_LENGTH
from chasqui.kernel.data.copy_streams import receive_copy
from chasqui.kernel.errors import Invalid
from chasqui.kernel.texts.text import say
from mailer.designs.domain.address_digests import Pads
from mailer.designs.domain.addresses import RESERVED_PATTERN
from mailer.suppression.domain.sources import ALL_SOURCES

STAGING = sql.Identifier("recipient_staging")
CREATE_STAGING = """
CREATE TEMPORARY TABLE recipient_staging (
	run_id bigint NOT NULL, recipient_key text NOT NULL, customer_id bigint, email text,
	may_email boolean NOT NULL, merge_values json
) ON COMMIT DROP
"""
# A transaction may fill several runs.
DROP_STAGING = "DROP TABLE recipient_staging"
# The first reason that holds is the one given. An address counts as a duplicate only among those
# that would be written to, and the first key of it stays.
INSERT_DELIVERIES = """
WITH addressed AS (
	SELECT s.*, lower(btrim(coalesce(s.email, ''))) AS address,
		sha256(%(outer)s || sha256(%(inner)s
			|| sha256(convert_to(lower(btrim(coalesce(s.email, ''))), 'UTF8')))) AS digest
	FROM recipient_staging s
), judged AS (
	SELECT a.*, CASE
		WHEN address = '' THEN 'no_address'
		WHEN %(needs_consent)s AND NOT may_email THEN 'no_consent'
		WHEN length(address) > %(longest)s OR address !~ %(pattern)s
			OR position('@' IN address) > 65 THEN 'invalid_address'
		WHEN EXISTS (SELECT 1 FROM suppression p WHERE p.address_hash = digest
			AND p.source = ANY(%(heeded)s) AND p.source = 'unsubscribe') THEN 'unsubscribed'
		WHEN EXISTS (SELECT 1 FROM suppression p WHERE p.address_hash = digest
			AND p.source = ANY(%(heeded)s)) THEN 'suppressed'
		WHEN NOT %(takes_reserved)s AND address ~ %(reserved)s THEN 'sample_address'
	END AS reason
	FROM addressed a
), ranked AS (
	SELECT j.*, CASE
		WHEN reason IS NULL AND row_number() OVER (
			PARTITION BY address, reason IS NULL ORDER BY recipient_key
		) > 1 THEN 'duplicate_address'
		ELSE reason
	END AS final_reason
	FROM judged j
)
INSERT INTO delivery
	(run_id, recipient_key, customer_id, email, address_hash, merge_values, state, reason)
SELECT run_id, recipient_key, customer_id, left(nullif(address, ''), 320),
	CASE WHEN final_reason IS NULL THEN digest END,
	CASE WHEN final_reason IS NULL THEN merge_values END,
	CASE WHEN final_reason IS NULL THEN 'queued' ELSE 'skipped' END, final_reason
FROM ranked
"""


def fill_deliveries(
	connection: psycopg.Connection[Any],
	chunks: Iterable[bytes],
	*,
	run_id: int,
	needs_consent: bool,
	takes_reserved: bool,
	pads: Pads,
	heeded: Sequence[str] = ALL_SOURCES,
) -> int:
	"""Insert a delivery for each row of a recipient stream; return how many. Commits nothing.

	`pads` key the digests of the addresses; `heeded` are the suppressions that hold one back.

	:raises BrokenStream: the stream was cut
	:raises Invalid: the stream is not what the contract says
	"""
	connection.execute(CREATE_STAGING)
	try:
		count = receive_copy(connection, STAGING, chunks)
		connection.execute(
			INSERT_DELIVERIES,
			{
				"needs_consent": needs_consent,
				"takes_reserved": takes_reserved,
				"longest": MAX_LENGTH,
				"pattern": ADDRESS_PATTERN,
				"reserved": RESERVED_PATTERN,
				"inner": pads.inner,
				"outer": pads.outer,
				"heeded": list(heeded),
			},
		)
	except (psycopg.DataError, psycopg.IntegrityError) as error:
		raise _refuse() from error
	row = connection.execute(
		"SELECT count(*) FROM recipient_staging WHERE run_id <> %s", [run_id]
	).fetchone()
	if row is None or row[0]:
		raise _refuse()
	connection.execute(DROP_STAGING)
	return count


def refresh_statistics(connection: psycopg.Connection[Any]) -> None:
	"""Analyze the rows that came: until then the planner reads the table for every claim."""
	connection.execute("ANALYZE delivery")


def _refuse() -> Invalid:
	return Invalid(
		say("La lista de destinatarios no tiene la forma acordada."), code="bad_recipients"
	)
