"""Keeps the policies of contact pressure, and says which holds for a campaign (R46)."""

from collections.abc import Collection, Iterator, Mapping

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.event_publisher import EventPublisher
from campaigns.hours.use_cases.setting_service import SettingService, describe_place
from campaigns.pressure.models import PressurePolicyRow
from campaigns.pressure.repositories import PressurePolicyRepository
from chasqui.contracts.campaigns.pressure import (
	USUAL_PRESSURE,
	WINDOWS,
	Channel,
	ContactLimits,
	KeptPressure,
	PressureLimits,
	PressurePolicy,
	PressureUpdate,
)
from chasqui.contracts.event_payloads import PressureChanged
from chasqui.kernel.errors import FieldError, Invalid
from chasqui.kernel.texts.text import say

STALE = say("Otra persona cambió los límites mientras tanto. Revíselos y vuelva a guardar.")
LOOSER = say("Los de una campaña solo pueden ser más estrictos que los de todas.")


class PressureService(SettingService[PressurePolicyRow, PressureUpdate, KeptPressure]):
	"""Keeps the policy of all campaigns, and that of one; the siblings are notified."""

	stale = STALE
	field = "contact_pressure"

	def __init__(
		self,
		rows: PressurePolicyRepository,
		campaigns: CampaignRepository,
		events: EventPublisher,
	) -> None:
		super().__init__(rows, campaigns)
		self._events = events

	def set(self, update: PressureUpdate, by: str, campaign_id: int | None = None) -> KeptPressure:
		"""Keep the policy of all campaigns, or of one alone.

		:raises Invalid: a campaign's is looser than that of all
		"""
		if campaign_id is not None:
			_check_stricter(self.show(), update)
		kept = super().set(update, by, campaign_id)
		self._publish(campaign_id, read_limits(update), by)
		return kept

	def drop(self, campaign_id: int, by: str) -> None:
		super().drop(campaign_id, by)
		self._publish(campaign_id, None, by)

	def describe_usual(self) -> KeptPressure:
		return KeptPressure(**dict(USUAL_PRESSURE))

	def describe(self, row: PressurePolicyRow) -> KeptPressure:
		return KeptPressure(**dict(_read(row)), **describe_place(row))

	def make(self, campaign_id: int | None) -> PressurePolicyRow:
		return PressurePolicyRow(campaign_id=campaign_id, version=0)

	def fill(self, row: PressurePolicyRow, update: PressureUpdate) -> None:
		row.limits = read_limits(update).model_dump()
		row.quiet_days = update.quiet_days

	def _publish(self, campaign_id: int | None, limits: PressureLimits | None, by: str) -> None:
		payload = PressureChanged(campaign_id=campaign_id, limits=limits, by=by)
		self._events.publish(payload)


class PressureReader:
	"""Says which policy holds for campaigns."""

	def __init__(self, rows: PressurePolicyRepository) -> None:
		self._rows = rows

	def find(self, campaigns: Collection[int]) -> Mapping[int, PressurePolicy]:
		"""Return the policy of each campaign: the stricter of its own and that of all."""
		kept = {key: _read(row) for key, row in self._rows.list_for(campaigns).items()}
		usual = kept.get(None, USUAL_PRESSURE)
		return {one: _tighten(usual, kept.get(one, usual)) for one in campaigns}


def read_limits(policy: PressureLimits) -> PressureLimits:
	"""Return the limits of a policy alone."""
	return PressureLimits(together=policy.together, by_channel=policy.by_channel)


def _read(row: PressurePolicyRow) -> PressurePolicy:
	return PressurePolicy.model_validate({**row.limits, "quiet_days": row.quiet_days})


def _tighten(usual: PressurePolicy, own: PressurePolicy) -> PressurePolicy:
	limits = usual.tighten(own)
	return PressurePolicy(**dict(limits), quiet_days=max(usual.quiet_days, own.quiet_days))


def _check_stricter(usual: PressurePolicy, own: PressurePolicy) -> None:
	"""Refuse what would allow more than the policy of all campaigns does."""
	errors = list(_find_looser("together", usual.together, own.together))
	for channel in Channel:
		of_all, of_one = usual.by_channel.find(channel), own.by_channel.find(channel)
		errors += _find_looser(f"by_channel.{channel.value}", of_all, of_one)
	if own.quiet_days < usual.quiet_days:
		text = say("Para todas las campañas son {days} días: aquí pueden ser más.",
			days=usual.quiet_days)  # fmt: skip
		errors.append(FieldError("quiet_days", text, "looser"))
	if errors:
		raise Invalid(LOOSER, code="looser", fields=errors)


def _find_looser(place: str, usual: ContactLimits, own: ContactLimits) -> Iterator[FieldError]:
	for name in WINDOWS:
		most, asked = getattr(usual, name), getattr(own, name)
		if most is not None and asked is not None and asked > most:
			text = say("Para todas las campañas el límite es {most}: aquí puede ser menor.",
				most=most)  # fmt: skip
			yield FieldError(f"{place}.{name}", text, "looser")
