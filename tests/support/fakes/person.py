"""Plays what the siblings tell about one person: file, profile, activity, mails, fields."""

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, request

from chasqui.contracts.activity import (
	CampaignPlace,
	CustomerActivity,
	CustomerMails,
	MailSent,
	ObjectionView,
	RiskLook,
	SuppressionView,
)
from chasqui.contracts.campaigns.campaigns import Phase
from chasqui.contracts.campaigns.desk import CallResult, PastCall
from chasqui.contracts.customers.audit import AuditAction, AuditEntry
from chasqui.contracts.customers.consents import ConsentChange, ConsentChannel, ConsentEvidence
from chasqui.contracts.customers.imports import ConsentProof
from chasqui.contracts.customers.people import Category, Customer, IdentityType, ShownIdentity
from chasqui.contracts.customers.person_file import CustomerFile
from chasqui.contracts.customers.profiles import (
	CategoryOverride,
	ContactLabel,
	Country,
	CustomerProfile,
	CustomField,
	CustomFieldFields,
	CustomFieldPatch,
	DayPart,
	FieldKind,
	FurtherAddress,
	FurtherContact,
	KnownTag,
	Preferences,
	ProfilePatch,
	SpecialDate,
)
from chasqui.contracts.mailer.runs import DeliveryState, RunKind
from chasqui.contracts.risk import RiskLevel, RiskStatus
from chasqui.contracts.wire import Page
from chasqui.kernel.errors import Conflict, FieldError, Invalid, NotFound
from chasqui.kernel.texts.text import say
from tests.support.fakes.world import HEAD_NAME, NOW, World

ADVISOR_NAME = "Asesoría de Prueba"


def build_blueprint(world: World) -> Blueprint:  # noqa: C901 - one view after another
	blueprint = Blueprint("person", __name__)
	fill(world)

	@blueprint.get("/v1/customers/<int:number>/file")
	def show_file(number: int) -> CustomerFile:
		if number not in world.customers:
			raise NotFound(say("No existe ese cliente."), code="no_customer")
		return make_file(world, number)

	@blueprint.get("/v1/customers/<int:number>/profile")
	def show_profile(number: int) -> CustomerProfile:
		return make_file(world, number).profile

	@blueprint.patch("/v1/customers/<int:number>/profile")
	def change_profile(number: int) -> CustomerProfile:
		patch = ProfilePatch.model_validate_json(request.get_data())
		profile = world.people.profiles[number]
		if number in world.people.quicker:
			world.people.quicker.discard(number)
			news: dict[str, Any] = {"version": profile.version + 1, "tags": ["De otra persona"]}
			profile = world.people.profiles[number] = profile.model_copy(update=news)
		if patch.version != profile.version:
			raise Conflict(say("Otra persona cambió este perfil."), code="profile_changed")
		for place, one in enumerate(patch.contacts):
			if one.channel is ConsentChannel.PHONE and not one.value.strip("+").isdigit():
				field = FieldError(
					f"contacts.{place}.value", say("No es un teléfono."), "bad_phone"
				)
				raise Invalid(say("No sirve."), fields=[field])
		told = {name: getattr(patch, name) for name in patch.model_fields_set}
		made = profile.model_copy(update={**told, "version": profile.version + 1})
		world.people.profiles[number] = made
		return made

	@blueprint.post("/v1/customers/<int:number>/restore")
	def restore(number: int) -> Customer:
		news: dict[str, Any] = {"archived_at": None}
		world.customers[number] = world.customers[number].model_copy(update=news)
		return world.customers[number]

	@blueprint.get("/v1/tags")
	def list_tags() -> Page[KnownTag]:
		start = request.args.get("q", "").lower()
		known = [KnownTag(tag="VIP", customers=12), KnownTag(tag="Referido", customers=4)]
		return Page[KnownTag](items=[one for one in known if one.tag.lower().startswith(start)])

	@blueprint.get("/v1/custom-fields")
	def list_fields() -> Page[CustomField]:
		return Page[CustomField](items=list(world.people.fields.values()))

	@blueprint.post("/v1/custom-fields")
	def add_field() -> tuple[CustomField, int]:
		fields = CustomFieldFields.model_validate_json(request.get_data())
		if fields.key in world.people.fields:
			raise Conflict(say("Ya hay un campo con ese nombre."), code="key_taken")
		world.people.fields[fields.key] = CustomField(**fields.model_dump(), version="00aa")
		return world.people.fields[fields.key], 201

	@blueprint.patch("/v1/custom-fields/<key>")
	def change_field(key: str) -> CustomField:
		patch = CustomFieldPatch.model_validate_json(request.get_data())
		news = patch.model_dump(exclude_none=True)
		world.people.fields[key] = world.people.fields[key].model_copy(update=news)
		return world.people.fields[key]

	@blueprint.post("/v1/customers/<int:number>/identity")
	def reveal(number: int) -> ShownIdentity:
		world.revealed.append(number)
		return ShownIdentity(id_type=IdentityType.CEDULA, id_number="1710034065")

	@blueprint.get("/v1/customers/<int:number>/activity")
	def show_activity(number: int) -> CustomerActivity:
		return make_activity(number)

	@blueprint.get("/v1/customers/<int:number>/mails")
	def show_mails(number: int) -> CustomerMails:
		return make_mails(number)

	return blueprint


def fill(world: World) -> None:
	"""Give the first person a full profile and the company two fields of its own."""
	people = world.people
	plan = CustomField(key="plan", label="Plan", kind=FieldKind.CHOICE, choices=["Oro", "Plata"])
	old = CustomField(key="antiguo", label="Antiguo", kind=FieldKind.TEXT, is_archived=True)
	since = CustomField(key="equipo_desde", label="Equipo desde", kind=FieldKind.DATE)
	people.fields = {one.key: one for one in (plan, since, old)}
	people.profiles = {
		number: CustomerProfile(customer_id=number, version=0) for number in world.customers
	}
	people.profiles[1] = CustomerProfile(
		customer_id=1, version=3, tags=["Referido", "VIP"],
		contacts=[FurtherContact(
			channel=ConsentChannel.PHONE, value="+593990001111", label=ContactLabel.WORK
		)],
		addresses=[FurtherAddress(
			line="Av. de Ejemplo 456", country=Country.CHILE, region="CL-RM",
			locality="Providencia", label=ContactLabel.WORK,
		)],
		preferences=Preferences(
			channel=ConsentChannel.PHONE, hours=[DayPart.MORNING, DayPart.EVENING]
		),
		dates=[SpecialDate(name="Aniversario", month=6, day=12)],
		custom={"plan": "Oro", "equipo_desde": "2024-02-29", "antiguo": "se conserva"},
		category_override=CategoryOverride(
			category=Category.LOYAL, reason="Cliente de referencia", until=date(2027, 3, 31)
		),
	)  # fmt: skip


def make_file(world: World, number: int) -> CustomerFile:
	"""Return the whole file; the portal shows of it what the role may see."""
	changes = [
		make_entry(3, AuditAction.CHANGED, number, fields=["email", "tags"]),
		make_entry(1, AuditAction.REGISTERED, number),
	]
	people = world.people
	return CustomerFile(
		customer=world.customers[number],
		profile=people.profiles.get(number) or CustomerProfile(customer_id=number, version=0),
		fields=list(people.fields.values()),
		today=NOW.date(),
		services=["Hogar 200"],
		consents=[
			ConsentChange(channel=ConsentChannel.PHONE, granted=False, source="staff:3", at=NOW),
			ConsentChange(
				channel=ConsentChannel.EMAIL, granted=True, source="csv",
				at=NOW - timedelta(days=40),
			),
		],
		proofs=[
			ConsentProof(
				channel=ConsentChannel.EMAIL, granted_by="import:1",
				evidence=ConsentEvidence(
					text_version="privacidad-2026", source="Feria de Quito", obtained_on=NOW.date()
				),
			),
			ConsentProof(
				channel=ConsentChannel.PHONE, granted_by="staff:3", withdrawn_at=NOW,
				withdrawn_by="objection",
			),
		],
		changes=changes,
		audit=[make_entry(4, AuditAction.SEEN, number), *changes],
		requests=[one for one in people.requests.values() if one.customer_id == number],
		merges=world.merges,
		erasure=next((e for e in people.erasures.values() if e.customer_id == number), None),
	)  # fmt: skip


def make_entry(number: int, action: AuditAction, customer_id: int, **details: Any) -> AuditEntry:
	"""Return an entry of the audit, the higher numbers the newer."""
	return AuditEntry(
		id=number, at=NOW - timedelta(days=10 - number), actor="staff:3", actor_name=HEAD_NAME,
		action=action, customer_id=customer_id, details=details,
	)  # fmt: skip


def make_activity(number: int) -> CustomerActivity:
	"""Return calls, campaigns and looks of the first person; nothing of the others."""
	if number != 1:
		return CustomerActivity(
			customer_id=number, calls=[], places=[], risk_looks=[], objections=[]
		)
	return CustomerActivity(
		customer_id=1,
		calls=[PastCall(
			campaign_name="Plan hogar para mujeres", result=CallResult.INTERESTED,
			note="Pide que le visiten", advisor_name=ADVISOR_NAME,
			recorded_at=NOW - timedelta(days=1),
		)],
		places=[CampaignPlace(
			campaign_id=1, campaign_name="Plan hogar para mujeres", phase=Phase.IN_EXECUTION,
			may_email=True, may_phone=True, attempts=2, last_result="INTERESTED",
			matched={"tags": ["vip"]},
		)],
		risk_looks=[RiskLook(
			staff_name=ADVISOR_NAME, status=RiskStatus.FOUND, level=RiskLevel.LOW, score=742,
			as_of=date(2026, 11, 1), source="Buró de ejemplo", looked_at=NOW - timedelta(days=3),
		)],
		objections=[ObjectionView(
			channel=ConsentChannel.EMAIL, source="baja", objected_at=NOW - timedelta(days=5)
		)],
	)  # fmt: skip


def make_mails(number: int) -> CustomerMails:
	"""Return two mails and a suppression of the first person."""
	states = ((DeliveryState.ACCEPTED, None), (DeliveryState.SKIPPED, "no_consent"))
	mails = [
		MailSent(
			delivery_id=place, run_id=place, campaign_id=1, kind=RunKind.MONTHLY, state=state,
			campaign_name="Plan hogar para mujeres", subject="Una oferta para usted",
			reason=reason, updated_at=NOW - timedelta(days=2 * place),
		)
		for place, (state, reason) in enumerate(states, 1)
	]  # fmt: skip
	stop = SuppressionView(source="unsubscribe", since=NOW - timedelta(days=5))
	is_known = number == 1
	return CustomerMails(
		customer_id=number,
		mails=mails if is_known else [],
		suppressions=[stop] if is_known else [],
	)
