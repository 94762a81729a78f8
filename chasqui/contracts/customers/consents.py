"""Words of how a permission was obtained."""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.wire import Contract, Day, Instant


class ConsentBasis(StrEnum):
	"""The ground on which a person may be addressed (LOPDP, art. 7)."""

	CONSENT = "consent"
	CONTRACT = "contract"
	LEGITIMATE_INTEREST = "legitimate_interest"


class ConsentEvidence(Contract):
	"""How a permission was obtained: on what ground, by which text, where and when."""

	basis: ConsentBasis = ConsentBasis.CONSENT
	text_version: str = Field(min_length=1, max_length=80)
	source: str = Field(min_length=2, max_length=160)
	obtained_on: Day


class ConsentChannel(StrEnum):
	EMAIL = "email"
	PHONE = "phone"


class ConsentChange(Contract):
	"""One line of the ledger of consents; `source` says who or what changed it."""

	channel: ConsentChannel
	granted: bool
	source: str
	at: Instant
