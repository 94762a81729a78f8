"""Statements that keep what an import changes, and that take it back, set by set.

A field goes back only where it still is as the import left it. What is compared are values of their
own types, never their writing in JSON: an instant's depends on who writes it.
"""

from customers.imports.repositories.statements import PLACE, TRACKED, UPDATED
from customers.people.domain.fields import BY_NAME

CONSENTS = ("consent_email", "consent_phone")
# What a form may have made of a record since: a company has neither.
PERSONAL = ("gender", "birth_date")


def _read(column: str, side: str) -> str:
	if column == "custom":
		return f"change.{side} -> 'custom'"
	kind = "varchar" if column == "name_key" else BY_NAME[column].kind.sql
	return f"(change.{side} ->> '{column}')::{kind}"


def _is_as_left(column: str) -> str:
	if column == "name_key":  # it goes along with the name
		return _is_as_left("name")
	same = f"was.{column} IS NOT DISTINCT FROM {_read(column, 'after')}"
	if column in PLACE:
		same = " AND ".join(
			f"was.{one} IS NOT DISTINCT FROM {_read(one, 'after')}" for one in PLACE
		)
	if column in CONSENTS:
		# A permission that a file took is given back by the person alone.
		same += f" AND {_read(column, 'after')}"
	if column in PERSONAL:
		same += " AND was.kind = 'person'"
	return f"(was.archived_at IS NULL AND {same})"


# What lists of those got whom the import did not make itself.
KEEP_ADDED = """
INSERT INTO import_change (import_id, customer_id, added)
SELECT %(import_id)s, id, jsonb_agg(jsonb_build_object('section', section, 'value', value))
FROM unnest(%(ids)s::bigint[], %(sections)s::text[], %(values)s::text[])
	AS one (customer_id, section, value)
JOIN customer ON id = customer_id AND customer.import_id IS DISTINCT FROM %(import_id)s
GROUP BY id
ON CONFLICT (import_id, customer_id) DO UPDATE SET added = import_change.added || excluded.added
"""
LAST = ", ".join(
	f"""CASE WHEN change.before ? '{one}' AND {_is_as_left(one)}
		THEN {_read(one, "before")} ELSE was.{one} END AS {one}"""
	for one in TRACKED
)
FOUND = " || ".join(
	f"""CASE WHEN change.before ? '{one}' AND NOT {_is_as_left(one)}
		THEN ARRAY['{one}'] ELSE '{{}}' END"""
	for one in UPDATED
)
# As the import's own statement does it (`statements.UPDATE`): locked in one order, everything from
# one snapshot, events and ledger of what really changes.
UNDO = f"""
WITH change AS (
	SELECT * FROM import_change WHERE import_id = %(import_id)s AND undone_at IS NULL
	ORDER BY customer_id LIMIT %(most)s
), matched AS (
	SELECT was.id, {", ".join(f"was.{one} AS old_{one}" for one in UPDATED)}, {LAST},
		{FOUND} AS conflicts
	FROM change JOIN customer AS was ON was.id = change.customer_id
	ORDER BY was.id FOR UPDATE OF was
), written AS (
	UPDATE customer AS was SET {", ".join(f"{one} = now.{one}" for one in TRACKED)},
		profile_version = was.profile_version + (now.custom <> was.custom)::integer,
		email_bounced_at = CASE WHEN now.email IS NOT DISTINCT FROM was.email
			THEN was.email_bounced_at END,
		updated_at = now()
	FROM matched AS now
	WHERE was.id = now.id AND ({", ".join(f"now.{one}" for one in UPDATED)})
		IS DISTINCT FROM ({", ".join(f"old_{one}" for one in UPDATED)})
	RETURNING was.id
), moved AS (
	INSERT INTO event (name, payload)
	SELECT 'contact_changed', jsonb_build_object(
		'customer_id', id, 'email', email, 'phone', phone,
		'previous_email', old_email, 'previous_phone', old_phone)
	FROM matched WHERE (email, phone) IS DISTINCT FROM (old_email, old_phone)
), consents AS (
	SELECT id, 'email' AS channel, consent_email AS granted, email, phone
	FROM matched WHERE consent_email <> old_consent_email
	UNION ALL
	SELECT id, 'phone', consent_phone, email, phone
	FROM matched WHERE consent_phone <> old_consent_phone
), told AS (
	INSERT INTO event (name, payload)
	SELECT 'consent_changed', jsonb_build_object('customer_id', id, 'channel', channel,
		'granted', granted, 'email', email, 'phone', phone)
	FROM consents
), ledger AS (
	INSERT INTO consent_change (customer_id, channel, granted, source)
	SELECT id, channel, granted, %(source)s FROM consents
), ended AS (
	UPDATE import_change AS old SET undone_at = now(), conflicts = matched.conflicts
	FROM matched WHERE old.import_id = %(import_id)s AND old.customer_id = matched.id
)
SELECT id FROM matched
"""  # noqa: S608 - our own columns
OF_THESE = """
WITH gone AS (
	SELECT customer_id, one ->> 'section' AS section, one ->> 'value' AS value
	FROM import_change, jsonb_array_elements(added) AS one
	JOIN LATERAL (SELECT archived_at FROM customer WHERE id = customer_id) AS whose
		ON whose.archived_at IS NULL
	WHERE import_id = %(import_id)s AND customer_id = ANY(%(ids)s)
)
"""
# One that somebody has described since is his.
DROP_ADDED = (
	OF_THESE
	+ """
DELETE FROM customer_contact AS own USING gone
WHERE own.customer_id = gone.customer_id AND own.channel = gone.section AND own.value = gone.value
	AND own.label = 'other'
RETURNING own.customer_id
""",
	OF_THESE
	+ """
DELETE FROM customer_tag AS own USING gone
WHERE own.customer_id = gone.customer_id AND gone.section = 'tags' AND own.tag = gone.value
RETURNING own.customer_id
""",
	OF_THESE
	+ """
DELETE FROM subscription AS own USING gone
WHERE own.customer_id = gone.customer_id AND gone.section = 'services'
	AND own.name = gone.value AND own.import_id = %(import_id)s
RETURNING own.customer_id
""",
)
TOUCH_LISTS = """
UPDATE customer SET profile_version = profile_version + 1, updated_at = now()
WHERE id = ANY(%(ids)s)
"""
