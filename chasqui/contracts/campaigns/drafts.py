"""Words of campaigns: what somebody is typing in the wizard, kept as it is typed."""

from typing import Annotated

from pydantic import Field

from chasqui.contracts.wire import Contract, Instant

MOST_DRAFTS = 30
"""That one person has at once."""
MOST_ID = 2**53
"""Below it a number is the same in every language."""
FieldName = Annotated[str, Field(pattern=r"^[a-z_.]{0,60}$")]
"""Empty: what is wrong belongs to no field."""
Typed = Annotated[str, Field(max_length=4000, pattern=r"^[^\x00]*$")]
StepKey = Annotated[str, Field(pattern=r"^[a-z]{1,20}$")]


class DraftFields(Contract):
	"""What was typed so far, valid or not: `fields` are texts by the names of the form.

	`campaign_id` is the campaign that it changes, as it was at `campaign_version`. `faults` say
	what was wrong when it was last looked at; `saved_as`, which campaign it became.
	"""

	campaign_id: int | None = None
	campaign_version: int = 0
	fields: Annotated[
		dict[FieldName, Annotated[list[Typed], Field(max_length=400)]], Field(max_length=60)
	] = {}
	visited: Annotated[list[StepKey], Field(max_length=10)] = []
	faults: Annotated[dict[FieldName, Typed], Field(max_length=60)] = {}
	saved_as: int | None = None


class DraftUpdate(DraftFields):
	"""The whole draft anew; `version` is the one that was read (else 409), 0 if there was none."""

	version: int


class Draft(DraftFields):
	id: int
	version: int
	updated_at: Instant
