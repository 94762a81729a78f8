"""Statements of the import: staging, creating, updating set by set, reporting."""

STAGING = """
CREATE TEMPORARY TABLE IF NOT EXISTS import_row (
	kind varchar, id_type varchar, id_number varchar, name varchar, name_key varchar,
	gender varchar, birth_date date, monthly_income numeric, email varchar, phone varchar,
	address varchar, province varchar, canton varchar, registered_on date, consent_email boolean,
	consent_phone boolean, synthetic boolean, warnings varchar[], last_contact date,
	updated_on date, custom jsonb
) ON COMMIT DELETE ROWS
"""
CREATE = """
INSERT INTO customer (
	kind, id_type, id_number, name, name_key, gender, birth_date, monthly_income, email, phone,
	address, province, canton, registered_on, consent_email, consent_phone, synthetic, warnings,
	last_contact_at, updated_at, custom, consent_source, import_id
)
SELECT kind, id_type, id_number, name, name_key, coalesce(gender, 'unknown'), birth_date,
	monthly_income, email, phone, address, province, canton,
	coalesce(registered_on, %(today)s), coalesce(consent_email, false),
	coalesce(consent_phone, false), coalesce(synthetic, false), warnings,
	last_contact::timestamp AT TIME ZONE %(zone)s,
	coalesce(updated_on::timestamp AT TIME ZONE %(zone)s, now()), coalesce(custom, '{}'),
	%(source)s, %(import_id)s
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
		was.registered_on AS old_registered_on, was.last_contact_at AS old_contact_at,
		was.custom AS old_custom, was.custom || coalesce(now.custom, '{}') AS custom,
		greatest(was.last_contact_at, now.last_contact::timestamp AT TIME ZONE %(zone)s)
			AS last_contact_at,
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
			registered_on, consent_email, consent_phone, last_contact_at, custom)
		IS DISTINCT FROM (old_name, old_gender, old_birth_date, old_income, old_email, old_phone,
			old_address, old_province, old_canton, old_registered_on, old_consent_email,
			old_consent_phone, old_contact_at, old_custom)
), written AS (
	UPDATE customer AS was SET
		name = now.name, name_key = now.name_key, gender = now.gender,
		birth_date = now.birth_date, monthly_income = now.monthly_income, email = now.email,
		phone = now.phone, address = now.address, province = now.province, canton = now.canton,
		registered_on = now.registered_on, consent_email = now.consent_email,
		consent_phone = now.consent_phone, last_contact_at = now.last_contact_at,
		custom = now.custom,
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
)
SELECT (SELECT count(*) FROM matched), (SELECT count(*) FROM changed),
	(SELECT count(*) FROM matched WHERE held_back)
"""
REJECT = "COPY import_rejection (import_id, line, field, code, reason, cells) FROM STDIN"
STAGING_EXTRAS = """
CREATE TEMPORARY TABLE IF NOT EXISTS import_extra (
	id_type varchar, id_number varchar, section varchar, key varchar, value varchar
) ON COMMIT DELETE ROWS
"""
# Whose lists grow: customers that this batch has made, and in `update` those that it met.
TOLD = """
WITH told AS (
	SELECT c.id, c.email, c.phone, e.section, e.key, e.value
	FROM import_extra AS e JOIN customer AS c USING (id_type, id_number)
	WHERE c.archived_at IS NULL
		AND (%(is_update)s OR c.import_id = %(import_id)s AND c.created_at = now())
)
"""
ADD_CONTACTS = (
	TOLD
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
ON CONFLICT DO NOTHING RETURNING customer_id
"""
)
ADD_TAGS = (
	TOLD
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
ON CONFLICT DO NOTHING RETURNING customer_id
"""
)
ADD_SERVICES = (
	TOLD
	+ """
INSERT INTO held_subscription (customer_id, name, import_id)
SELECT id, value, %(import_id)s FROM told WHERE section = 'services'
ON CONFLICT DO NOTHING RETURNING customer_id
"""
)
ADD_EXTRAS = (ADD_CONTACTS, ADD_TAGS, ADD_SERVICES)
# Those that the batch has made or changed already are counted already.
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
