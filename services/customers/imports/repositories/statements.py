"""Statements of the import: staging, creating, updating set by set, reporting.

The columns of a batch are those that a row brings, in its order: COPY, staging and the statements
take them from there and from the catalogue of fields.
"""

from collections.abc import Iterable

from customers.people.domain.field import Import
from customers.people.domain.fields import BY_NAME, FIELDS
from customers.people.domain.profiles import BROUGHT, DAYS

# A file has days where the customer has instants.
BEGUN = "{}::timestamp AT TIME ZONE %(zone)s"
# What a new customer has where a row does not have it, or has it in another form.
FIRST = {
	"gender": "coalesce(gender, 'unknown')",
	"registered_on": "coalesce(registered_on, %(today)s)",
	"consent_email": "coalesce(consent_email, false)",
	"consent_phone": "coalesce(consent_phone, false)",
	"synthetic": "coalesce(synthetic, false)",
	"last_contact_at": BEGUN.format("last_contact_at"),
	"updated_at": f"coalesce({BEGUN.format('updated_at')}, now())",
	"custom": "coalesce(custom, '{}')",
}
# What an update makes of `was`, the customer as it stands, and `now`, as the row would have it,
# where that is more than to fill in what is given.
KEPT_CONSENT = """CASE WHEN now.consent_{0} AND was.{0}_withdrawn_at IS NOT NULL
	THEN was.consent_{0} ELSE coalesce(now.consent_{0}, was.consent_{0}) END"""
CHANGED = {
	"name": "now.name",
	# Those of another name are not those of this one.
	"given_names": """CASE WHEN now.name = was.name
		THEN coalesce(now.given_names, was.given_names) ELSE now.given_names END""",
	"gender": """CASE WHEN was.kind = 'company' THEN was.gender
		ELSE coalesce(now.gender, was.gender) END""",
	"birth_date": """CASE WHEN was.kind = 'person'
		THEN coalesce(now.birth_date, was.birth_date) END""",
	"canton": """CASE
		WHEN now.province IS NULL OR now.canton IS NULL AND now.province = was.province
		THEN was.canton ELSE now.canton END""",
	"consent_email": KEPT_CONSENT.format("email"),
	"consent_phone": KEPT_CONSENT.format("phone"),
	"last_contact_at": f"greatest(was.last_contact_at, {BEGUN.format('now.last_contact_at')})",
	"custom": "was.custom || coalesce(now.custom, '{}')",
}
UPDATED = [one.name for one in FIELDS if one.on_import is Import.UPDATE]
TRACKED = [*UPDATED, "name_key"]
# A canton is one only within its province: both are kept, and go back, or neither.
PLACE = ("province", "canton")


def _list(template: str, names: Iterable[str]) -> str:
	return ", ".join(template.format(name) for name in names)


def _name_type(column: str) -> str:
	return "date" if column in DAYS.values() else BY_NAME[column].kind.sql


def _list_differences() -> str:
	"""Return, for each column, its name, its old and new value, and whether they differ."""
	rows = []
	for one in TRACKED:
		together = PLACE if one in PLACE else (one,)
		old, new = _list("old_{}", together), _list("{}", together)
		rows.append(
			f"('{one}', to_jsonb(old_{one}), to_jsonb({one}), ({old}) IS DISTINCT FROM ({new}))"
		)
	return ", ".join(rows)


STAGED = ", ".join(f"{one} {_name_type(one)}" for one in BROUGHT)
STAGING = f"CREATE TEMPORARY TABLE IF NOT EXISTS import_row ({STAGED}) ON COMMIT DELETE ROWS"
# The unique index itself says who is there already, also of those that somebody registers
# meanwhile: to ask first would leave a gap between the question and the row.
CREATE = f"""
INSERT INTO customer ({", ".join(BROUGHT)}, consent_source, import_id)
SELECT {", ".join(FIRST.get(one, one) for one in BROUGHT)}, %(source)s, %(import_id)s
FROM import_row
ON CONFLICT (id_number, id_type) DO NOTHING
"""  # noqa: S608 - our own columns
MATCHED = (f"{CHANGED.get(one, f'coalesce(now.{one}, was.{one})')} AS {one}" for one in UPDATED)
# One statement, thus one snapshot: all its parts see the customers as they were, and get from one
# another returned rows alone (PostgreSQL manual, 7.8.4, «Data-Modifying Statements in WITH»). So
# events and ledger have the old values and the new; RETURNING gives the old ones only from version
# 18 on.
# `matched` locks what it reads, so that a form that meets the batch loses nothing
# (test_import_while_editing), in one order, so that no two imports wait for each other (13.3.4,
# «Deadlocks»). `changed` holds those that differ: the same file twice changes nothing
# (Especificacion_Clientes, «Importar un archivo»).
UPDATE = f"""
WITH matched AS (
	SELECT was.id, was.email_bounced_at, was.kind AS kind, now.name_key,
		was.name_key AS old_name_key,
		{_list("was.{0} AS old_{0}", UPDATED)},
		{", ".join(MATCHED)},
		coalesce(now.consent_email AND was.email_withdrawn_at IS NOT NULL
			OR now.consent_phone AND was.phone_withdrawn_at IS NOT NULL, false) AS held_back
	FROM import_row AS now JOIN customer AS was USING (id_type, id_number)
	WHERE was.archived_at IS NULL
	ORDER BY was.id
	FOR UPDATE OF was
), changed AS (
	SELECT * FROM matched
	WHERE ({_list("{}", UPDATED)}) IS DISTINCT FROM ({_list("old_{}", UPDATED)})
), written AS (
	UPDATE customer AS was SET
		name_key = now.name_key, {_list("{0} = now.{0}", UPDATED)},
		profile_version = was.profile_version + (now.custom <> was.custom)::integer,
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
	INSERT INTO consent_change (customer_id, channel, granted, source, evidence_id)
	SELECT id, channel, granted, %(source)s,
		CASE WHEN granted THEN %(evidence_id)s::bigint END
	FROM consents WHERE in_ledger
), kept AS (
	INSERT INTO import_change (import_id, customer_id, before, after)
	SELECT %(import_id)s, id, sides.before, sides.after
	FROM changed, LATERAL (
		SELECT jsonb_object_agg(name, old) AS before, jsonb_object_agg(name, new) AS after
		FROM (VALUES {_list_differences()}) AS one (name, old, new, differs) WHERE differs
	) AS sides
	-- Whose identification was corrected meanwhile may be met a second time.
	ON CONFLICT (import_id, customer_id) DO UPDATE SET
		before = excluded.before || import_change.before,
		after = import_change.after || excluded.after
)
SELECT (SELECT count(*) FROM matched), (SELECT count(*) FROM changed),
	(SELECT count(*) FROM matched WHERE held_back)
"""  # noqa: S608 - our own columns
# Like the rows', it is made once for a connection and emptied by each batch's commit: to make one
# for every batch would write the system's catalogue each time.
STAGING_EXTRAS = """
CREATE TEMPORARY TABLE IF NOT EXISTS import_extra (
	id_type varchar, id_number varchar, section varchar, key varchar, value varchar
) ON COMMIT DELETE ROWS
"""
# Whose lists grow: customers that this batch has made, and in `update` those that it met. now() is
# when the transaction began (PostgreSQL manual, 9.9.5, «Current Date/Time»): the same in all that
# the batch has made, and another in what an earlier batch of the file has.
MET = """
WITH told AS (
	SELECT c.id, c.email, c.phone, e.section, e.key, e.value
	FROM import_extra AS e JOIN customer AS c USING (id_type, id_number)
	WHERE c.archived_at IS NULL
		AND (%(is_update)s OR c.import_id = %(import_id)s AND c.created_at = now())
)
"""
# The limit holds for what a customer had and what comes, together and set by set: `place` goes on
# counting from those that are there. The first e-mail and phone stand in `customer`; blank for
# none, because NOT IN is never true of a list that holds a null.
ADD_CONTACTS = (
	MET
	+ """, news AS (
	SELECT id, key, value, row_number() OVER (PARTITION BY id, key ORDER BY value) + (
			SELECT count(*) FROM customer_contact AS had
			WHERE had.customer_id = told.id AND had.channel = told.key
		) AS place
	FROM told
	WHERE key <> '' AND value NOT IN (coalesce(email, ''), coalesce(phone, ''))
		AND NOT EXISTS (
			SELECT FROM customer_contact AS known
			WHERE known.customer_id = told.id AND known.channel = key AND known.value = told.value
		)
)
INSERT INTO customer_contact (customer_id, channel, value, label)
SELECT id, key, value, 'other' FROM news WHERE place <= %(most_contacts)s ORDER BY id, place
ON CONFLICT DO NOTHING RETURNING customer_id, channel, value
"""
)
# «VIP» and «vip» are one tag (ModeloDB_Customers, «El perfil»), which the key, of tags as they were
# typed, does not see: hence NOT EXISTS besides ON CONFLICT.
ADD_TAGS = (
	MET
	+ """, news AS (
	SELECT id, value, row_number() OVER (PARTITION BY id ORDER BY value) + (
			SELECT count(*) FROM customer_tag AS had WHERE had.customer_id = told.id
		) AS place
	FROM told
	WHERE section = 'tags' AND NOT EXISTS (
		SELECT FROM customer_tag AS known
		WHERE known.customer_id = told.id AND lower(known.tag) = lower(told.value)
	)
)
INSERT INTO customer_tag (customer_id, tag)
SELECT id, value FROM news WHERE place <= %(most_tags)s
ON CONFLICT DO NOTHING RETURNING customer_id, 'tags', tag
"""
)
# RETURNING leaves out whom ON CONFLICT passed over: only who has really changed is touched.
ADD_SERVICES = (
	MET  # noqa: S608 - our own texts
	+ """
INSERT INTO subscription (customer_id, item_id, name, import_id)
SELECT id, (SELECT min(item.id) FROM item WHERE lower(item.name) = lower(value)), value,
	%(import_id)s
FROM told WHERE section = 'services' AND NOT EXISTS (
	SELECT FROM subscription AS known
	WHERE known.customer_id = told.id AND lower(known.name) = lower(value)
		AND known.ended_on IS NULL
)
ON CONFLICT DO NOTHING RETURNING customer_id, 'services', name
"""
)
ADD_EXTRAS = (ADD_CONTACTS, ADD_TAGS, ADD_SERVICES)
# Those that the batch has made or changed already are counted already. `before` keeps when they
# were changed last, which RETURNING would give as it is after the update.
TOUCH = """
WITH before AS (
	SELECT id, updated_at FROM customer
	WHERE id = ANY(%(ids)s) AND created_at <> now() FOR UPDATE
), written AS (
	UPDATE customer AS was SET profile_version = profile_version + 1, updated_at = now()
	FROM before WHERE was.id = before.id
)
SELECT count(*) FROM before WHERE updated_at <> now()
"""
