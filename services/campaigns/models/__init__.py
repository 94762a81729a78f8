"""One class per table; importing this package makes `METADATA` complete."""

from campaigns.models import (  # noqa: F401
	assignment,
	audience,
	audience_member,
	call,
	call_lease,
	call_task,
	campaign,
	erased_customer,
	feed,
	merged_customer,
	objection,
	phase_change,
	recovery_code,
	refresh_token,
	risk_check,
	risk_review,
	risk_review_item,
	second_factor,
	security_event,
	staff,
	staff_session,
)
from campaigns.models.tables import Table

METADATA = Table.metadata
