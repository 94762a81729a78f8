"""Returns everything that this service holds about one person (LOPDP, art. 13)."""

from collections.abc import Iterable
from typing import Any

from chasqui.contracts.access import Service
from chasqui.contracts.customers.audit import AuditAction, AuditQuery
from chasqui.contracts.customers.rights import HeldSection, Holdings, write_value
from chasqui.kernel.personal.keys import build_keys
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.audit.repositories import AuditRepository
from customers.audit.use_cases import Auditor
from customers.consent.repositories import ConsentRepository
from customers.people.domain.fields import FIELDS
from customers.people.models.customer import CustomerRow
from customers.people.models.former_value import FormerValueRow
from customers.people.repositories.advisors import AdvisorRepository
from customers.people.repositories.customers import CustomerRepository
from customers.people.repositories.former_values import FormerValueRepository
from customers.people.repositories.profiles import ProfileRepository
from customers.rights.repositories.declared_record_repository import DeclaredRecordRepository
from customers.rights.repositories.erasures import ErasureRepository
from customers.rights.use_cases.plain_tables import PLAIN_TABLES
from customers.sales.repositories.sales import SaleRepository

MOST_ENTRIES = 200
MASTER = {
	one.name: one.words.full or one.words.label
	for one in FIELDS
	if one.words is not None and not one.undisclosed
}


class HoldingsReader:
	def __init__(
		self,
		customers: CustomerRepository,
		profiles: ProfileRepository,
		consents: ConsentRepository,
		advisors: AdvisorRepository,
		sales: SaleRepository,
		former: FormerValueRepository,
		erasures: ErasureRepository,
		records: DeclaredRecordRepository,
		log: AuditRepository,
		auditor: Auditor,
	) -> None:
		self._customers = customers
		self._profiles = profiles
		self._consents = consents
		self._advisors = advisors
		self._sales = sales
		self._former = former
		self._erasures = erasures
		self._records = records
		self._log = log
		self._auditor = auditor

	def read(self, customer_id: int, actor: Actor) -> Holdings:
		"""Return all that is held, and write down who asked for it.

		:raises NotFound: there is no such customer
		"""
		self._customers.get(customer_id)
		asked, *merged = self._customers.list_records(customer_id)
		sections = list(self._describe_record(asked))
		for one in merged:
			sections += [_name_record(section, one) for section in self._describe_record(one)]
		self._auditor.note(actor, AuditAction.EXPORTED, customer_id, what="holdings")
		return Holdings(service=Service.CUSTOMERS, sections=[one for one in sections if one.rows])

	def _describe_record(self, customer_id: int) -> Iterable[HeldSection]:
		row = self._customers.get(customer_id)
		yield _describe_master(row)
		yield _describe_custom(row)
		yield self._describe_former(customer_id)
		yield from self._describe_profile(customer_id)
		yield self._describe_advisor(customer_id)
		yield self._describe_purchases(customer_id)
		yield self._describe_consents(customer_id)
		yield from self._describe_plain(customer_id)
		yield self._describe_audit(customer_id)

	def _describe_former(self, customer_id: int) -> HeldSection:
		columns = {"value": say("Valor"), "replaced_at": say("Hasta cuándo")}
		rows = self._former.list_former(customer_id)
		return _make_section(FormerValueRow.__personal__.disclose, columns, rows)

	def _describe_profile(self, customer_id: int) -> Iterable[HeldSection]:
		profiles = self._profiles
		yield _make_section(
			say("Otros teléfonos y correos"),
			{"channel": say("Canal"), "value": say("Valor"), "label": say("Etiqueta")},
			profiles.list_contacts(customer_id),
		)
		yield _make_section(
			say("Otras direcciones"),
			{
				"label": say("Etiqueta"),
				"line": say("Dirección"),
				"country": say("País"),
				"region": say("Región"),
				"canton": say("Cantón"),
				"locality": say("Comuna"),
			},
			profiles.list_addresses(customer_id),
		)
		yield _make_section(
			say("Fechas especiales"),
			{"name": say("Fecha"), "day": say("Día"), "month": say("Mes"), "year": say("Año")},
			profiles.list_dates(customer_id),
		)
		tags = [[tag] for tag in profiles.list_tags(customer_id)]
		yield HeldSection(title=say("Etiquetas"), columns=[say("Etiqueta")], rows=tags)

	def _describe_advisor(self, customer_id: int) -> HeldSection:
		advisor = self._advisors.find(customer_id)
		rows = [[advisor.name]] if advisor else []
		return HeldSection(title=say("Responsable"), columns=[say("Quién")], rows=rows)

	def _describe_purchases(self, customer_id: int) -> HeldSection:
		columns = {
			"ordered_on": say("Pedido"),
			"name": say("Artículo"),
			"quantity": say("Cantidad"),
			"kept": say("Sin devolver"),
			"total": say("Total"),
		}
		lines = self._sales.list_lines_of(customer_id)
		return _make_section(say("Lo que compró"), columns, lines)

	def _describe_consents(self, customer_id: int) -> HeldSection:
		columns = {
			"at": say("Cuándo"),
			"channel": say("Canal"),
			"granted": say("Dado"),
			"source": say("Origen"),
		}
		changes = self._consents.list_changes(customer_id)
		return _make_section(say("Cambios de los permisos"), columns, changes)

	def _describe_plain(self, customer_id: int) -> Iterable[HeldSection]:
		person = self._erasures.read_person(self._customers.get(customer_id))
		# An e-mail or a phone may be shared: what others asked by it is theirs.
		keys = build_keys([customer_id], numbers=[one.id_number for one in person.identities])
		for row, rule, columns in PLAIN_TABLES:
			found = self._records.list_about(row, rule, keys)
			yield _make_section(rule.disclose, columns, found)

	def _describe_audit(self, customer_id: int) -> HeldSection:
		query = AuditQuery(customer_id=customer_id, limit=MOST_ENTRIES)
		entries, following = self._log.list_page(query)
		columns = {"at": say("Cuándo"), "actor_name": say("Quién"), "action": say("Qué hizo")}
		section = _make_section(say("Quién vio o cambió los datos"), columns, entries)
		return section.model_copy(update={"is_cut": following is not None})


def _name_record(section: HeldSection, record_id: int) -> HeldSection:
	"""Say that a section is of a record that was merged into the customer's."""
	title = say("{title} (registro unido n.º {id})", title=section.title, id=record_id)
	return section.model_copy(update={"title": str(title)})


def _describe_master(row: CustomerRow) -> HeldSection:
	facts = [[str(title), write_value(getattr(row, name))] for name, title in MASTER.items()]
	rows = [[title, value] for title, value in facts if value]
	return HeldSection(
		title=say("Datos del cliente"), columns=[say("Dato"), say("Valor")], rows=rows
	)


def _describe_custom(row: CustomerRow) -> HeldSection:
	rows = [[key, write_value(value)] for key, value in row.custom.items()]
	return HeldSection(
		title=say("Campos de la empresa"), columns=[say("Campo"), say("Valor")], rows=rows
	)


def _make_section(title: object, columns: dict[str, Text], records: Iterable[Any]) -> HeldSection:
	rows = [[write_value(getattr(one, name)) for name in columns] for one in records]
	return HeldSection(title=title, columns=list(columns.values()), rows=rows)
