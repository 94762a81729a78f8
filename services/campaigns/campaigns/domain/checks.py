"""What a campaign must be like beyond its contract: all that is wrong is reported at once."""

from collections.abc import Iterator
from datetime import date, timedelta

from campaigns.campaigns.domain.criteria import list_age_faults
from campaigns.campaigns.domain.phases import NO_DESIGN
from chasqui.contracts.campaigns.campaigns import CampaignFields
from chasqui.contracts.mailer.merge_fields import find_unknown
from chasqui.kernel.errors import FieldError
from chasqui.kernel.texts.text import say

LONGEST = timedelta(days=731)
"""How long a campaign may last, and how far ahead it may be planned: two years."""
PAST = say("Esa fecha ya pasó.")


def list_faults(fields: CampaignFields, today: date) -> list[FieldError]:
	"""Return everything that is wrong with a campaign, each at its field."""
	return [*list_age_faults(fields.criteria), *_check_days(fields, today), *_check_subject(fields)]


def list_mail_faults(fields: CampaignFields) -> Iterator[FieldError]:
	"""Yield what a campaign that is going on lacks for its monthly mail."""
	if fields.monthly_mailing and fields.design_id is None:
		for name in ("design_id", "monthly_mailing"):
			yield FieldError(name, NO_DESIGN.text, NO_DESIGN.code)


def _check_days(fields: CampaignFields, today: date) -> Iterator[FieldError]:
	if fields.starts_on < today:
		yield FieldError("starts_on", PAST, "in_the_past")
	elif fields.starts_on - today > LONGEST:
		ahead = say("Una campaña se planifica con dos años de antelación como máximo.")
		yield FieldError("starts_on", ahead, "too_far")
	if fields.ends_on < today:
		yield FieldError("ends_on", PAST, "in_the_past")
	elif fields.ends_on - fields.starts_on > LONGEST:
		yield FieldError("ends_on", say("Una campaña dura dos años como máximo."), "too_long")


def _check_subject(fields: CampaignFields) -> Iterator[FieldError]:
	if (problem := find_unknown(fields.subject or "")) is not None:
		yield FieldError("subject", problem, "merge_field")
