"""What an erasure leaves of a customer: a row without a person, so that counts stay right.

Kind, gender, province and the month of registration stay; they tell nobody apart.
"""

WIPES = {
	# First, while the identity is still known: rows refused by an import, as they came.
	"import_rejection": """
		UPDATE import_rejection SET cells = NULL
		WHERE cells @> ARRAY[(SELECT id_number FROM customer WHERE id = :id)::text]
	""",
	"customer": """
		UPDATE customer SET id_type = 'erased', id_number = id::text, name = '(datos borrados)',
			name_key = '', birth_date = NULL, monthly_income = NULL, email = NULL, phone = NULL,
			address = NULL, canton = NULL, registered_on = date_trunc('month', registered_on),
			consent_email = false, consent_phone = false, consent_source = 'erased',
			email_withdrawn_at = NULL, phone_withdrawn_at = NULL, email_bounced_at = NULL,
			last_contact_at = NULL, warnings = '{}', import_id = NULL, preferred_channel = NULL,
			contact_hours = '{}', language = 'es', custom = '{}', category_override = NULL,
			category_reason = NULL, category_until = NULL, erased_at = now(), updated_at = now()
		WHERE id = :id
	""",
	"customer_merge": """
		UPDATE customer_merge SET before = '{}', undone_at = coalesce(undone_at, now())
		WHERE :id IN (kept_id, merged_id)
	""",
	"duplicate_pair": "DELETE FROM duplicate_pair WHERE :id IN (left_id, right_id)",
	"quality_dismissal": "DELETE FROM quality_dismissal WHERE customer_id = :id",
	"customer_contact": "DELETE FROM customer_contact WHERE customer_id = :id",
	"customer_address": "DELETE FROM customer_address WHERE customer_id = :id",
	"customer_date": "DELETE FROM customer_date WHERE customer_id = :id",
	"customer_tag": "DELETE FROM customer_tag WHERE customer_id = :id",
	"customer_advisor": "DELETE FROM customer_advisor WHERE customer_id = :id",
	"held_subscription": "DELETE FROM held_subscription WHERE customer_id = :id",
	"consent_change": "DELETE FROM consent_change WHERE customer_id = :id",
	"event": """
		UPDATE event SET payload =
			payload - '{email,phone,previous_email,previous_phone}'::text[]
		WHERE cast(:id AS text) IN (payload ->> 'customer_id', payload ->> 'kept_id')
	""",
	"idempotency": """
		DELETE FROM idempotency
		WHERE key LIKE '%|/v1/customers|%' AND body LIKE '%"id":' || cast(:id AS text) || ',%'
	""",
	"rights_request": """
		UPDATE rights_request SET requester = '(datos borrados)', note = ''
		WHERE customer_id = :id
	""",
}
