"""Words of contact pressure: how often marketing may reach a person, in all and by channel (R46).

A contact is a mail that a server took or a call that the person answered: how often a phone rings
is a matter of the calling rules. Service mails are none.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from pydantic import Field, ValidationInfo, field_validator

from chasqui.contracts.wire import Contract, Instant
from chasqui.kernel.texts.text import Text, say

MOST_CONTACTS = 999
MOST_QUIET_DAYS = 730
WINDOWS = {"a_day": 1, "a_week": 7, "a_month": 30}
"""Days of each limit, today among them."""
LONGEST_DAYS = max(WINDOWS.values())
"""Older contacts are known to nobody."""


class Channel(StrEnum):
	"""Ways to a person; each has its limits in `ChannelLimits`."""

	MAIL = "mail"
	CALL = "call"

	@property
	def label(self) -> Text:
		return CHANNEL_LABELS[self]


CHANNEL_LABELS = {Channel.MAIL: say("Correos"), Channel.CALL: say("Llamadas contestadas")}


def find_first_day(today: date, days: int) -> date:
	"""Return the first of so many days, today the last of them."""
	return today - timedelta(days=days - 1)


class Limit(NamedTuple):
	"""At most so many contacts by a channel (by all, without one) in the last `days`."""

	channel: Channel | None
	days: int
	most: int

	def find_first_day(self, today: date) -> date:
		"""Return the first day whose contacts count."""
		return find_first_day(today, self.days)


class ContactLimits(Contract):
	"""At most so many contacts a person today, in 7 days and in 30; None is no limit."""

	a_day: int | None = Field(default=None, ge=1, le=MOST_CONTACTS)
	a_week: int | None = Field(default=None, ge=1, le=MOST_CONTACTS)
	a_month: int | None = Field(default=None, ge=1, le=MOST_CONTACTS)

	@field_validator("a_week")
	@classmethod
	def check_week(cls, a_week: int | None, info: ValidationInfo) -> int | None:
		"""A day's contacts are some of the week's."""
		if a_week is not None and a_week < (info.data.get("a_day") or 0):
			raise ValueError(say("En 7 días no pueden ser menos que en un día."))
		return a_week

	@field_validator("a_month")
	@classmethod
	def check_month(cls, a_month: int | None, info: ValidationInfo) -> int | None:
		"""A week's contacts are some of the month's."""
		shorter = [info.data.get(name) or 0 for name in ("a_day", "a_week")]
		if a_month is not None and a_month < max(shorter):
			raise ValueError(say("En 30 días no pueden ser menos que en 7 o en uno."))
		return a_month

	def tighten(self, own: "ContactLimits") -> "ContactLimits":
		"""Return the stricter of each two limits."""
		chosen = {}
		for name in WINDOWS:
			given = [one for one in (getattr(self, name), getattr(own, name)) if one is not None]
			chosen[name] = min(given, default=None)
		return ContactLimits.model_construct(**chosen)


class ChannelLimits(Contract):
	"""The limits of each channel, by its name."""

	mail: ContactLimits = ContactLimits()
	call: ContactLimits = ContactLimits()

	def find(self, channel: Channel) -> ContactLimits:
		limits = getattr(self, channel.value)
		assert isinstance(limits, ContactLimits)
		return limits


class PressureLimits(Contract):
	"""At most so many contacts a person, by all channels together and by each."""

	together: ContactLimits = ContactLimits()
	by_channel: ChannelLimits = ChannelLimits()

	def tighten(self, own: "PressureLimits") -> "PressureLimits":
		"""Return what holds for a campaign with limits of its own: the stricter of each two."""
		channels = {
			one.value: self.by_channel.find(one).tighten(own.by_channel.find(one))
			for one in Channel
		}
		return PressureLimits(
			together=self.together.tighten(own.together), by_channel=ChannelLimits(**channels)
		)

	def list_limits(self, channel: Channel) -> Iterator[Limit]:
		"""Yield what a contact by a channel has to keep to; nothing where nothing limits it."""
		for of, limits in ((None, self.together), (channel, self.by_channel.find(channel))):
			for name, days in WINDOWS.items():
				most = getattr(limits, name)
				if most is not None:
					yield Limit(of, days, most)


class PressurePolicy(PressureLimits):
	"""Whoever says that they are not interested is left in peace for `quiet_days` by all others."""

	quiet_days: int = Field(ge=0, le=MOST_QUIET_DAYS)


class PressureUpdate(PressurePolicy):
	"""`version` is the one that was read."""

	version: int


class KeptPressure(PressurePolicy):
	"""A policy as it is kept; `is_own`: a campaign's own, not that of all campaigns."""

	version: int = 0
	is_own: bool = False
	updated_by: str = ""
	updated_at: Instant | None = None


# Two mails a day, for a campaign may repeat its mail on the same day, if that is confirmed; two
# answered calls, for whoever bought from one campaign may be called by another. The other figures
# leave room for a few campaigns at once, and none for one every day.
USUAL_PRESSURE = PressurePolicy(
	together=ContactLimits(a_day=3, a_week=7, a_month=16),
	by_channel=ChannelLimits(
		mail=ContactLimits(a_day=2, a_week=5, a_month=12),
		call=ContactLimits(a_day=2, a_week=4, a_month=8),
	),
	quiet_days=90,
)
