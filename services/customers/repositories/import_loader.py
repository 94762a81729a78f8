"""Brings one batch of clean rows in: COPY to a staging table, then set by set.

In `update` an empty value never overwrites, and a withdrawn consent is never given back. Events
and ledger lines are written for what has really changed, in the same transaction.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import psycopg

from customers.domain.profiles import Profile

STAGING = """
CREATE TEMPORARY TABLE IF NOT EXISTS import_row (
	kind varchar, id_type varchar, id_number varchar, name varchar, name_key varchar,
	gender varchar, birth_date date, monthly_income numeric, email varchar, phone varchar,
	address varchar, province varchar, canton varchar, registered_on date, consent_email boolean,
	consent_phone boolean, synthetic boolean, warnings varchar[]
) ON COMMIT DELETE ROWS
"""
CREATE = """
INSERT INTO customer (
	kind, id_type, id_number, name, name_key, gender, birth_date, monthly_income, email, phone,
	address, province, canton, registered_on, consent_email, consent_phone, synthetic, warnings,
	consent_source, import_id
)
SELECT kind, id_type, id_number, name, name_key, coalesce(gender, 'unknown'), birth_date,
	monthly_income, email, phone, address, province, canton,
	coalesce(registered_on, %(today)s), coalesce(consent_email, false),
	coalesce(consent_phone, false), coalesce(synthetic, false), warnings, %(source)s, %(import_id)s
FROM import_row
ON CONFLICT (id_number, id_type) DO NOTHING
"""
# `was` is the customer as it stands, `now` as the row would have it.
UPDATE = """
WITH matched AS (
	SELECT was.id, was.email AS old_email, was.phone AS old_phone,
		was.consent_email AS old_consent_email, was.consent_phone AS old_consent_phone,
		was.email_bounced_at, was.kind AS kind, now.name, now.name_key,
		was.name AS old_name, was.gender AS old_gender, was.birth_date AS old_birth_date,
		was.monthly_income AS old_income, was.address AS old_address,
		was.province AS old_province, was.canton AS old_canton,
		was.registered_on AS old_registered_on,
		CASE WHEN was.kind = 'company' THEN was.gender ELSE coalesce(now.gender, was.gender) END
			AS gender,
		CASE WHEN was.kind = 'person' THEN coalesce(now.birth_date, was.birth_date) END
			AS birth_date,
		coalesce(now.monthly_income, was.monthly_income) AS monthly_income,
		coalesce(now.email, was.email) AS email,
		coalesce(now.phone, was.phone) AS phone,
		coalesce(now.address, was.address) AS address,
		coalesce(now.province, was.province) AS province,
		CASE WHEN now.province IS NULL OR now.canton IS NULL AND now.province = was.province
			THEN was.canton ELSE now.canton END AS canton,
		coalesce(now.registered_on, was.registered_on) AS registered_on,
		CASE WHEN now.consent_email AND was.email_withdrawn_at IS NOT NULL THEN was.consent_email
			ELSE coalesce(now.consent_email, was.consent_email) END AS consent_email,
		CASE WHEN now.consent_phone AND was.phone_withdrawn_at IS NOT NULL THEN was.consent_phone
			ELSE coalesce(now.consent_phone, was.consent_phone) END AS consent_phone,
		coalesce(now.consent_email AND was.email_withdrawn_at IS NOT NULL
			OR now.consent_phone AND was.phone_withdrawn_at IS NOT NULL, false) AS held_back
	FROM import_row AS now JOIN customer AS was USING (id_type, id_number)
	WHERE was.archived_at IS NULL
	ORDER BY was.id
	FOR UPDATE OF was
), changed AS (
	SELECT * FROM matched
	WHERE (name, gender, birth_date, monthly_income, email, phone, address, province, canton,
			registered_on, consent_email, consent_phone)
		IS DISTINCT FROM (old_name, old_gender, old_birth_date, old_income, old_email, old_phone,
			old_address, old_province, old_canton, old_registered_on, old_consent_email,
			old_consent_phone)
), written AS (
	UPDATE customer AS was SET
		name = now.name, name_key = now.name_key, gender = now.gender,
		birth_date = now.birth_date, monthly_income = now.monthly_income, email = now.email,
		phone = now.phone, address = now.address, province = now.province, canton = now.canton,
		registered_on = now.registered_on, consent_email = now.consent_email,
		consent_phone = now.consent_phone,
		email_bounced_at = CASE WHEN now.email IS NOT DISTINCT FROM was.email
			THEN was.email_bounced_at END,
		email_withdrawn_at = CASE WHEN was.consent_email AND NOT now.consent_email
			THEN now() ELSE was.email_withdrawn_at END,
		phone_withdrawn_at = CASE WHEN was.consent_phone AND NOT now.consent_phone
			THEN now() ELSE was.phone_withdrawn_at END,
		updated_at = now()
	FROM changed AS now WHERE was.id = now.id
), moved AS (
	INSERT INTO event (name, payload)
	SELECT 'contact_changed', jsonb_build_object(
		'customer_id', id, 'email', email, 'phone', phone,
		'previous_email', old_email, 'previous_phone', old_phone)
	FROM changed WHERE (email, phone) IS DISTINCT FROM (old_email, old_phone)
), consents AS (
	SELECT id, 'email' AS channel, consent_email AS granted, email, phone,
		consent_email <> old_consent_email AS in_ledger
	FROM changed
	WHERE consent_email <> old_consent_email
		OR consent_email AND email_bounced_at IS NOT NULL AND email IS DISTINCT FROM old_email
	UNION ALL
	SELECT id, 'phone', consent_phone, email, phone, true
	FROM changed WHERE consent_phone <> old_consent_phone
), told AS (
	INSERT INTO event (name, payload)
	SELECT 'consent_changed', jsonb_build_object('customer_id', id, 'channel', channel,
		'granted', granted, 'email', email, 'phone', phone)
	FROM consents
), ledger AS (
	INSERT INTO consent_change (customer_id, channel, granted, source)
	SELECT id, channel, granted, %(source)s FROM consents WHERE in_ledger
)
SELECT (SELECT count(*) FROM matched), (SELECT count(*) FROM changed),
	(SELECT count(*) FROM matched WHERE held_back)
"""
REJECT = "COPY import_rejection (import_id, line, field, code, reason) FROM STDIN"
PROGRESS = """
UPDATE import_job SET rows = rows + %(rows)s, bytes_read = %(bytes_read)s,
	created = created + %(created)s, updated = updated + %(updated)s,
	unchanged = unchanged + %(unchanged)s, existing = existing + %(existing)s,
	rejected = rejected + %(rejected)s, warnings = warnings + %(warnings)s,
	leased_until = clock_timestamp() + make_interval(secs => %(seconds)s)
WHERE id = %(import_id)s AND lease_token = %(token)s
"""


@dataclass(frozen=True)
class Rejection:
	line: int
	field: str | None
	code: str
	reason: str


@dataclass
class Batch:
	"""Some records of a file, read: `rows` are clean, the others are rejected."""

	rows: list[Profile]
	rejections: list[Rejection]
	bytes_read: int = 0

	@property
	def size(self) -> int:
		return len(self.rows) + len(self.rejections)


@dataclass(frozen=True)
class ImportLease:
	"""Which import is loaded, how, and by what right."""

	import_id: int
	token: UUID
	is_update: bool
	today: date
	seconds: int


class LeaseLost(RuntimeError):
	"""Another process took the import over; what this one did in the batch is undone."""


class ImportLoader:
	"""Loads batches on one connection, each a transaction of its own."""

	def __init__(self, connection: psycopg.Connection[Any], lease: ImportLease) -> None:
		self._connection = connection
		self._lease = lease
		self._source = f"import:{lease.import_id}"
		self._connection.execute(STAGING)
		self._connection.commit()

	def load(self, batch: Batch) -> dict[str, int]:
		"""Bring the batch in, uncommitted; return what it adds to the import's counters."""
		self._stage(batch)
		matched = changed = held_back = 0
		if self._lease.is_update:
			row = self._connection.execute(UPDATE, {"source": self._source}).fetchone()
			assert row is not None
			matched, changed, held_back = row
		created = self._create()
		self._report(batch.rejections)
		return {
			"rows": batch.size,
			"bytes_read": batch.bytes_read,
			"created": created,
			"updated": changed,
			"unchanged": matched - changed,
			"existing": len(batch.rows) - created - matched,
			"rejected": len(batch.rejections),
			"warnings": held_back + sum(1 for row in batch.rows if row.warnings),
		}

	def commit(self, counts: dict[str, int]) -> None:
		"""Make the batch durable together with its counts.

		:raises LeaseLost: the batch must be rolled back
		"""
		lease = self._lease
		known = {"import_id": lease.import_id, "token": lease.token, "seconds": lease.seconds}
		if not self._connection.execute(PROGRESS, {**counts, **known}).rowcount:
			raise LeaseLost(str(lease.import_id))
		self._connection.commit()

	def _stage(self, batch: Batch) -> None:
		with self._connection.cursor() as cursor, cursor.copy("COPY import_row FROM STDIN") as copy:
			for row in batch.rows:
				copy.write_row(row.as_values())

	def _create(self) -> int:
		values = {
			"today": self._lease.today,
			"source": self._source,
			"import_id": self._lease.import_id,
		}
		return self._connection.execute(CREATE, values).rowcount

	def _report(self, rejections: list[Rejection]) -> None:
		with self._connection.cursor() as cursor, cursor.copy(REJECT) as copy:
			for one in rejections:
				copy.write_row((self._lease.import_id, one.line, one.field, one.code, one.reason))
