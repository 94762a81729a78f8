"""All tables of the service, for migrations and for the test that compares both."""

from customers.models import (
	audit_entry,
	bulk_job,
	consent_change,
	consent_evidence,
	custom_field,
	customer,
	customer_address,
	customer_advisor,
	customer_contact,
	customer_date,
	customer_merge,
	customer_tag,
	duplicate_pair,
	erasure,
	feed,
	held_service,
	held_subscription,
	import_chunk,
	import_job,
	import_mapping,
	import_rejection,
	quality_dismissal,
	resting_index,
	rights_request,
	saved_view,
	segment_cells,
)
from customers.models.tables import Table

MODULES = (
	audit_entry, bulk_job, consent_change, consent_evidence, custom_field, customer,
	customer_address, customer_advisor, customer_contact, customer_date, customer_merge,
	customer_tag,
	duplicate_pair, erasure, feed, held_service, held_subscription, import_chunk,
	import_job, import_mapping, import_rejection, quality_dismissal, resting_index,
	rights_request, saved_view, segment_cells,
)  # fmt: skip
METADATA = Table.metadata
