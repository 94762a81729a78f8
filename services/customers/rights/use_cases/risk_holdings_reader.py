"""Returns what the credit-risk service holds about one person, and who looked at it there."""

from collections.abc import Mapping
from typing import Any

from chasqui.contracts.access import Service
from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.rights import HeldSection, Holdings, write_value
from chasqui.kernel.texts.text import Text, say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.people.repositories.customers import CustomerRepository
from customers.rights.clients import RiskClient
from customers.rights.repositories.erasures import ErasureRepository

RECORD = {
	"status": say("Respuesta"),
	"level": say("Nivel"),
	"score": say("Puntaje"),
	"asOf": say("Fecha del dato"),
	"source": say("Fuente"),
}
ACCESS = {
	"at": say("Cuándo"),
	"consumer": say("Quién"),
	"purpose": say("Para qué"),
	"operation": say("Cómo"),
	"status": say("Respuesta"),
}


class RiskHoldingsReader:
	"""The service knows identifications alone, so that it is asked on behalf of who knows them."""

	def __init__(
		self,
		customers: CustomerRepository,
		erasures: ErasureRepository,
		risk: RiskClient,
		auditor: Auditor,
	) -> None:
		self._customers = customers
		self._erasures = erasures
		self._risk = risk
		self._auditor = auditor

	def read(self, customer_id: int, actor: Actor) -> Holdings:
		"""Return all that it holds by any identification of the person, former ones too.

		:raises NotFound: there is no such customer
		:raises Unavailable: the service does not answer
		"""
		self._customers.get(customer_id)
		self._auditor.note(actor, AuditAction.EXPORTED, customer_id, what="risk_holdings")
		records: list[list[str]] = []
		accesses: list[list[str]] = []
		for record_id in self._customers.list_records(customer_id):
			person = self._erasures.read_person(self._customers.get(record_id))
			for one in person.identities:
				report = self._risk.describe(one.id_type, one.id_number)
				if report is not None:
					records.append(_read(report, RECORD))
					accesses += [_read(look, ACCESS) for look in report.access or []]
		sections = [
			HeldSection(title=say("Registro de riesgo"), columns=[*RECORD.values()], rows=records),
			HeldSection(title=say("Quién lo consultó"), columns=[*ACCESS.values()], rows=accesses),
		]
		return Holdings(service=Service.RISK_SOAP, sections=[one for one in sections if one.rows])


def _read(record: Any, names: Mapping[str, Text]) -> list[str]:
	return [write_value(getattr(record, name)) for name in names]
