"""Words of the mailer: whom it asks for, and how they come."""

from pydantic import Field

from chasqui.contracts.wire import Contract

# The columns of the recipient stream, in order, after the constant first column `run_id`.
# `recipient_key` is unique in a source; `merge_values` is JSON, its keys `MERGE_FIELDS`.
RECIPIENT_COLUMNS = ("recipient_key", "customer_id", "email", "may_email", "merge_values")


class RecipientQuery(Contract):
	"""`run_id` comes back as the first column of each row."""

	run_id: int = Field(default=0, ge=0, le=2**63 - 1)


class CampaignForMail(Contract):
	"""What the mailer asks campaigns before it opens a run: phase and audience."""

	campaign_id: int
	name: str
	phase: str
	audience_id: int | None
	design_id: int | None
	subject: str | None
