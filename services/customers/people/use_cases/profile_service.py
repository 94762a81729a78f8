"""Shows and changes a customer's profile beyond the master's own fields (R8–R10)."""

from collections.abc import Callable
from datetime import date
from typing import Any

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.profiles import (
	CategoryOverride,
	CustomerProfile,
	CustomFieldFields,
	FurtherAddress,
	FurtherContact,
	Preferences,
	ProfilePatch,
	SpecialDate,
)
from chasqui.kernel.clock import read_now
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.domain.problems import BadField
from customers.people.domain.profile_sections import (
	clean_address,
	clean_contacts,
	clean_custom,
	clean_tags,
)
from customers.people.models.customer import CustomerRow
from customers.people.repositories.custom_fields import CustomFieldRepository
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.profiles import ProfileRepository
from customers.people.use_cases.refusals import RefusalCollector


class ProfileService:
	def __init__(
		self,
		customers: CustomerRepository,
		profiles: ProfileRepository,
		fields: CustomFieldRepository,
		auditor: Auditor,
		*,
		today: date,
	) -> None:
		self._customers = customers
		self._profiles = profiles
		self._fields = fields
		self._auditor = auditor
		self._today = today
		self._writers: dict[str, Callable[[CustomerRow, Any], None]] = {
			"contacts": self._write_contacts,
			"addresses": self._write_addresses,
			"preferences": self._write_preferences,
			"dates": self._write_dates,
			"tags": self._write_tags,
			"custom": self._write_custom,
			"category_override": self._write_category,
		}

	def show(self, customer_id: int) -> CustomerProfile:
		""":raises NotFound: there is no such customer"""
		return self._view(self._customers.get(customer_id))

	def read(self, customer_id: int, actor: Actor) -> CustomerProfile:
		"""Return the profile, and write down who saw it.

		:raises NotFound: there is no such customer
		"""
		profile = self.show(customer_id)
		self._auditor.note(actor, AuditAction.SEEN, customer_id, what="profile")
		return profile

	def change(self, customer_id: int, patch: ProfilePatch, actor: Actor) -> CustomerProfile:
		"""Replace the sections that the patch names.

		:raises NotFound: there is no such customer
		:raises Conflict: somebody else has changed the profile meanwhile, or it was merged
		:raises Invalid: with every section that is wrong
		"""
		row = self._customers.get_to_change(customer_id)
		if patch.version != row.profile_version:
			message = say("Otra persona cambió este perfil. Vuelva a abrirlo y repita el cambio.")
			current = self._view(row).model_dump(mode="json")
			raise Conflict(message, code="profile_changed", current=current)
		sections = [name for name in self._writers if name in patch.model_fields_set]
		refusals = RefusalCollector()
		for name in sections:
			with refusals.gather():
				self._writers[name](row, getattr(patch, name))
		refusals.raise_any()
		if sections:
			row.profile_version += 1
			row.updated_at = read_now()
			self._auditor.note(actor, AuditAction.CHANGED, row.id, fields=sections)
		return self._view(row)

	def list_known_tags(self, start: str) -> list[tuple[str, int]]:
		"""Return the commonest tags that begin so, with how many customers have each."""
		return self._profiles.list_known_tags(start, limit=20)

	def _write_contacts(self, row: CustomerRow, contacts: list[FurtherContact]) -> None:
		first = {ConsentChannel.EMAIL: row.email, ConsentChannel.PHONE: row.phone}
		self._profiles.replace_contacts(row.id, clean_contacts(contacts, first))

	def _write_addresses(self, row: CustomerRow, addresses: list[FurtherAddress]) -> None:
		cleaned = [clean_address(one, number) for number, one in enumerate(addresses)]
		self._profiles.replace_addresses(row.id, cleaned)

	def _write_preferences(self, row: CustomerRow, preferences: Preferences) -> None:
		row.preferred_channel = preferences.channel.value if preferences.channel else None
		row.contact_hours = [part.value for part in dict.fromkeys(preferences.hours)]
		row.language = preferences.language.value

	def _write_dates(self, row: CustomerRow, dates: list[SpecialDate]) -> None:
		self._profiles.replace_dates(row.id, dates)

	def _write_tags(self, row: CustomerRow, tags: list[str]) -> None:
		self._profiles.replace_tags(row.id, clean_tags(tags))

	def _write_custom(self, row: CustomerRow, values: dict[str, Any]) -> None:
		known = {
			field.key: CustomFieldFields.model_validate(
				{name: getattr(field, name) for name in CustomFieldFields.model_fields}
			)
			for field in self._fields.list_all()
		}
		# A choice that the field has lost since stays where it was.
		news = {key: value for key, value in values.items() if row.custom.get(key) != value}
		kept = {key: row.custom[key] for key in values.keys() - news.keys()}
		row.custom = {**kept, **clean_custom(news, known)}

	def _write_category(self, row: CustomerRow, override: CategoryOverride | None) -> None:
		if override is not None and override.until < self._today:
			message = say("La fecha final ya pasó.")
			raise BadField("category_override.until", "past_date", message)
		row.category_override = override.category.value if override else None
		row.category_reason = override.reason if override else None
		row.category_until = override.until if override else None

	def _view(self, row: CustomerRow) -> CustomerProfile:
		profiles = self._profiles
		return CustomerProfile(
			customer_id=row.id,
			version=row.profile_version,
			contacts=[FurtherContact.model_validate(one) for one in profiles.list_contacts(row.id)],
			addresses=[
				FurtherAddress.model_validate(one) for one in profiles.list_addresses(row.id)
			],
			preferences=Preferences.model_validate(
				{
					"channel": row.preferred_channel,
					"hours": row.contact_hours,
					"language": row.language,
				}
			),
			dates=[SpecialDate.model_validate(one) for one in profiles.list_dates(row.id)],
			tags=profiles.list_tags(row.id),
			custom=dict(row.custom),
			category_override=_view_category(row),
		)


def _view_category(row: CustomerRow) -> CategoryOverride | None:
	if row.category_override is None:
		return None
	return CategoryOverride.model_validate(
		{
			"category": row.category_override,
			"reason": row.category_reason,
			"until": row.category_until,
		}
	)
