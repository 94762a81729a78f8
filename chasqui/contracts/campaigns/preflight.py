"""Words of the pre-flight: what a campaign will do, counted before it does it (R46).

Of each channel everybody of the audience is reached or left out for one reason, the first that
holds: `reached` and the sum of `skipped` are the members.
"""

from enum import StrEnum

from pydantic import Field

from chasqui.contracts.campaigns.counting import CountState
from chasqui.contracts.campaigns.overlaps import CampaignShare
from chasqui.contracts.campaigns.pressure import Channel
from chasqui.contracts.wire import Contract, Instant, ListQuery, Money, Words
from chasqui.kernel.texts.text import Text, say


class SkipCause(StrEnum):
	"""Why somebody would not be reached, in the order in which they are asked."""

	HELD_OUT = "held_out"
	"""Of the control group: never contacted, to know what the campaign changes."""
	NO_ADDRESS = "no_address"
	NO_PHONE = "no_phone"
	NO_CONSENT = "no_consent"
	NOT_INTERESTED = "not_interested"
	"""Said so to another campaign not long ago."""
	DUPLICATE_ADDRESS = "duplicate_address"
	ATTEMPTS = "attempts"
	"""The phone was called as often as the rules allow in all."""
	PRESSURE = "pressure"

	@property
	def label(self) -> Text:
		return CAUSE_LABELS[self]


CAUSE_LABELS = {
	SkipCause.HELD_OUT: say("Está en el grupo de control"),
	SkipCause.NO_ADDRESS: say("No tiene correo"),
	SkipCause.NO_PHONE: say("No tiene teléfono"),
	SkipCause.NO_CONSENT: say("No lo permite"),
	SkipCause.NOT_INTERESTED: say("Descansa: dijo que no le interesa otra campaña"),
	SkipCause.DUPLICATE_ADDRESS: say("Otro cliente tiene esa dirección"),
	SkipCause.ATTEMPTS: say("Ya se llamó a ese teléfono las veces permitidas"),
	SkipCause.PRESSURE: say("Ya se le contactó lo que los límites permiten"),
}


class ChannelForecast(Contract):
	"""What becomes of the audience by a channel; without a rate its cost is not known."""

	channel: Channel
	reached: int
	skipped: dict[SkipCause, int]
	cost: Money | None = None


class Preflight(Contract):
	"""Of a campaign, as it was counted; from the first execution on it stays so, `frozen`.

	`risky` are those whose newest review says a high risk: they are called for a reason alone.
	`shared` are the campaigns that run and hold the same customers, those with the most first.
	`is_outdated`: the audience was built anew since. `needs_approval`: the installation wants a
	second person's before the campaign runs.
	"""

	campaign_id: int
	state: CountState
	error: Words | None = None
	members: int = 0
	channels: list[ChannelForecast] = []
	risky: int = 0
	shared: list[CampaignShare] = []
	budget: Money | None = None
	is_outdated: bool = False
	needs_approval: bool = False
	asked_by: str
	asked_at: Instant
	counted_at: Instant | None = None
	approved_by: str | None = None
	approved_at: Instant | None = None
	frozen_by: str | None = None
	frozen_at: Instant | None = None


class SkippedPerson(Contract):
	"""Somebody whom a channel would not reach, identification masked."""

	id: int
	customer_id: int
	name: str
	masked_id: str
	province: str | None
	canton: str | None
	channel: Channel
	cause: SkipCause


class SkippedQuery(ListQuery):
	channel: Channel | None = None
	cause: SkipCause | None = None
	limit: int = Field(default=50, ge=1, le=200)
