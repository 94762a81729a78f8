"""Registers customers, changes them and archives them (M4, M5, R7, R8)."""

from datetime import date
from typing import Any

from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.contracts.customers.people import (
	Customer,
	CustomerKind,
	CustomerPatch,
	CustomerWarning,
)
from chasqui.contracts.customers.rights import CustomerRegistration
from chasqui.contracts.identities import Identity
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.versions import check_version
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.consent.use_cases.consent_service import ConsentService
from customers.people.domain.identities import parse_identity
from customers.people.domain.profiles import choose_kind
from customers.people.models.customer import CustomerRow
from customers.people.repositories.customers import CustomerRepository
from customers.people.use_cases.admission_policy import AdmissionPolicy
from customers.people.use_cases.contact_publisher import ContactPublisher
from customers.people.use_cases.customer_view import CustomerViewBuilder
from customers.people.use_cases.field_parser import FieldParser
from customers.people.use_cases.refusals import RefusalCollector
from customers.registration.use_cases.identity_service import (
	IdentityService,
	is_same,
	read_identity,
)

# A new contact settles what was wrong with the old one.
CONTACT_WARNINGS = {
	"phone": (CustomerWarning.WRONG_PHONE, CustomerWarning.ERASED_PHONE),
	"email": (CustomerWarning.ERASED_EMAIL,),
}
NOT_VALUES = {"id_type", "id_number", "evidence", "version"}
CONSENTS = {"consent_email": ConsentChannel.EMAIL, "consent_phone": ConsentChannel.PHONE}


class CustomerService:
	def __init__(
		self,
		customers: CustomerRepository,
		consents: ConsentService,
		events: ContactPublisher,
		auditor: Auditor,
		admission: AdmissionPolicy,
		corrector: IdentityService,
		views: CustomerViewBuilder,
		*,
		today: date,
	) -> None:
		self._customers = customers
		self._consents = consents
		self._events = events
		self._auditor = auditor
		self._admission = admission
		self._corrector = corrector
		self._views = views
		self._today = today

	def check(self, fields: CustomerRegistration) -> None:
		"""Say all that is wrong with a new customer; nothing is kept.

		:raises Invalid: with every field that is wrong, a known identity among them
		"""
		refusals = RefusalCollector()
		identity, _values = self._read(fields, refusals)
		if identity is not None:
			self._corrector.refuse_known(identity, refusals)
		refusals.raise_any()

	def register(self, fields: CustomerRegistration, actor: Actor) -> Customer:
		"""Keep a new customer.

		:raises Invalid: with every field that is wrong
		:raises Conflict: the identity is known already, or the person had the data erased
		"""
		refusals = RefusalCollector()
		identity, values = self._read(fields, refusals)
		refusals.raise_any()
		assert identity is not None
		self._admission.admit(identity.id_type, identity.number, returns=fields.returns)
		values.setdefault("registered_on", self._today)
		row = CustomerRow(
			kind=fields.kind.value,
			id_type=identity.id_type.value,
			id_number=identity.number,
			warnings=list(identity.warnings),
			consent_source=actor.subject,
			**values,
		)
		self._customers.add(row)
		self._consents.note_first(row, fields.evidence, actor.subject)
		self._auditor.note(actor, AuditAction.REGISTERED, row.id)
		return self._views.build(row)

	def change(self, customer_id: int, patch: CustomerPatch, actor: Actor) -> Customer:
		"""Change the fields that the patch names.

		:raises NotFound: there is no such customer
		:raises Conflict: it was merged into another one, or is being erased; another customer has
			the identification; `stale`: somebody else changed the same field meanwhile
		:raises Invalid: with every field that is wrong
		"""
		row = self._customers.get_to_change(customer_id)
		check_version(self._views.build(row), patch)
		refusals = RefusalCollector()
		identity, values = self._read_change(row, patch, refusals)
		refusals.raise_any()
		answers = _read_answers(patch)
		previous = row.email, row.phone
		was_bounced = row.email_bounced_at is not None
		changed = self._write(row, values)
		if identity is not None and self._corrector.correct(row, identity):
			changed.append("id_number")
		if (row.email, row.phone) != previous:
			self._events.publish_contact(row, *previous)
		if was_bounced and row.email_bounced_at is None and row.consent_email:
			self._events.publish_consent(row, ConsentChannel.EMAIL, granted=True)
		answered = self._consents.change(row, answers, patch.evidence, actor.subject)
		changed += [f"consent_{channel.value}" for channel in answered]
		if changed:
			self._auditor.note(actor, AuditAction.CHANGED, row.id, fields=sorted(changed))
		self._customers.refresh(row)
		return self._views.build(row)

	def check_change(self, customer_id: int, patch: CustomerPatch) -> None:
		"""Say all that is wrong with a change, of whatever version; nothing is kept.

		:raises NotFound: there is no such customer
		:raises Invalid: with every field that is wrong, an identity of another one among them
		"""
		row = self._customers.get(customer_id)
		refusals = RefusalCollector()
		identity, _values = self._read_change(row, patch, refusals)
		if identity is not None and not is_same(row, identity):
			self._corrector.refuse_known(identity, refusals)
		refusals.raise_any()

	def archive(self, customer_id: int, actor: Actor) -> None:
		"""Take a customer out of lists and segments; nothing is erased."""
		row = self._customers.get(customer_id, lock=True)
		if row.archived_at is None:
			row.archived_at = read_now()
			self._auditor.note(actor, AuditAction.ARCHIVED, row.id)

	def restore(self, customer_id: int, actor: Actor) -> Customer:
		"""Bring an archived customer back.

		:raises NotFound: there is no such customer
		:raises Conflict: it was merged into another one, which stands for it
		"""
		row = self._customers.get(customer_id, lock=True)
		if row.merged_into is not None:
			raise Conflict(say("Ese registro se unió a otro: deshaga la unión."), code="merged")
		if row.archived_at is not None:
			row.archived_at = None
			self._auditor.note(actor, AuditAction.RESTORED, row.id)
			self._customers.refresh(row)
		return self._views.build(row)

	def _read(
		self, fields: CustomerRegistration, refusals: RefusalCollector
	) -> tuple[Identity | None, dict[str, Any]]:
		"""Return the identity, if it is one, and the values of a new customer."""
		identity = None
		with refusals.gather():
			identity = parse_identity(fields.id_type, fields.id_number)
			identity = choose_kind(identity, fields.kind)
		given = fields.model_dump(exclude={"kind", "id_type", "id_number", "returns", "evidence"})
		return identity, FieldParser(fields.kind, self._today, refusals).clean(given)

	def _read_change(
		self, row: CustomerRow, patch: CustomerPatch, refusals: RefusalCollector
	) -> tuple[Identity | None, dict[str, Any]]:
		"""Return the identity, if it is one, and the values that a patch names."""
		given = patch.model_dump(exclude_unset=True, exclude={*NOT_VALUES, *CONSENTS})
		cleaner = FieldParser(CustomerKind(row.kind), self._today, refusals)
		values = cleaner.clean(_complete_place(row, given))
		return read_identity(row, patch.id_type, patch.id_number, refusals), values

	def _write(self, row: CustomerRow, values: dict[str, Any]) -> list[str]:
		"""Write the values that are new; return their fields."""
		if "email" in values and values["email"] != row.email:
			row.email_bounced_at = None
		for contact, warnings in CONTACT_WARNINGS.items():
			if contact in values and values[contact] != getattr(row, contact):
				row.warnings = [one for one in row.warnings if one not in warnings]
		changed = {name: value for name, value in values.items() if getattr(row, name) != value}
		if "name" in changed and "given_names" not in values and row.given_names:
			changed["given_names"] = None  # those of another name are not those of this one
		for name, value in changed.items():
			setattr(row, name, value)
		if changed:
			row.updated_at = read_now()
		return [name for name in changed if name != "name_key"]


def _read_answers(patch: CustomerPatch) -> dict[ConsentChannel, bool]:
	given = patch.model_dump(exclude_unset=True, include=set(CONSENTS))
	return {CONSENTS[name]: bool(value) for name, value in given.items()}


def _complete_place(row: CustomerRow, given: dict[str, Any]) -> dict[str, Any]:
	"""Add what a change of place says without saying it: another province, another canton."""
	if given.get("province", row.province) != row.province and "canton" not in given:
		return {**given, "canton": None}
	if "canton" in given and "province" not in given:
		return {**given, "province": row.province if given["canton"] is None else None}
	return given
