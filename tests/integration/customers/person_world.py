"""Synthetic customers for tests, inserted by one statement."""

from sqlalchemy import text
from sqlalchemy.orm import Session

# Spread by prime strides so that every value meets every other one; no randomness.
INSERT_PEOPLE = """
INSERT INTO customer (
	kind, id_type, id_number, name, name_key, gender, birth_date, monthly_income, email, phone,
	province, canton, registered_on, consent_email, consent_phone, consent_source, synthetic
)
SELECT
	CASE WHEN i % 19 = 0 THEN 'company' ELSE 'person' END, 'passport',
	:prefix || lpad(i::text, 7, '0'),
	'Persona ' || i, 'PERSONA ' || i,
	CASE WHEN i % 19 = 0 THEN 'unknown'
		ELSE (ARRAY['F', 'M', 'F', 'M', 'X', 'unknown'])[i % 6 + 1] END,
	CASE WHEN i % 19 = 0 OR i % 23 = 0 THEN NULL ELSE date '1930-01-01' + (i * 7919 % 32000) END,
	CASE WHEN i % 17 = 0 THEN NULL ELSE (i * 104729::bigint % 900000) / 100.0 END,
	CASE WHEN i % 5 = 0 THEN NULL ELSE 'p' || i || '@example.com' END,
	CASE WHEN i % 7 = 0 THEN NULL ELSE '+5939' || lpad(i::text, 8, '0') END,
	(ARRAY['EC-P', 'EC-G', 'EC-A', NULL])[i % 4 + 1],
	(ARRAY['1701', '0901', '0101', NULL])[i % 4 + 1],
	date '2005-01-01' + (i * 31 % 7900), i % 3 > 0, i % 11 > 0, 'test', true
FROM generate_series(1, :count) AS i
"""


def insert_people(session: Session, count: int, *, prefix: str = "T") -> None:
	"""Insert `count` customers of every gender, age, income and place, companies among them."""
	session.execute(text(INSERT_PEOPLE), {"count": count, "prefix": prefix})
