"""Says whether a customer may be mailed what they ask for, and if not, exactly why.

The mailer looks once more when the mail leaves: an address may be known there as one that is not
written to, of which campaigns knows nothing.
"""

from collections.abc import Sequence
from typing import NamedTuple

from campaigns.audiences.models import AudienceMemberRow
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.information.models.information_design import InformationDesignRow
from campaigns.information.repositories.information_designs import InformationDesignRepository
from chasqui.contracts.customers.consents import ConsentChannel
from chasqui.kernel.texts.text import Text, say


class Refusal(NamedTuple):
	text: Text
	code: str


NO_DESIGN = Refusal(say("Esta campaña no tiene información para mandar."), "no_information")
NO_EMAIL = Refusal(say("De esta persona no se tiene un correo."), "no_email")
OBJECTED = Refusal(say("Esta persona no quiere correos."), "objected")
NOT_ALLOWED = Refusal(
	say("A esta persona no se le escribe: falta su permiso para correos, o el suyo rebotó."),
	"not_allowed",
)


class InformationPolicy:
	def __init__(
		self,
		designs: InformationDesignRepository,
		contacts: ContactRepository,
	) -> None:
		self._designs = designs
		self._contacts = contacts

	def find_design(self, campaign_id: int) -> InformationDesignRow | None:
		"""Return what a campaign mails: its own, or that of all; None where that is nothing."""
		row = self._designs.find_for(campaign_id)
		return row if row is not None and row.design_id is not None else None

	def find_refusal(
		self,
		design: InformationDesignRow | None,
		member: AudienceMemberRow,
		person: Sequence[int],
	) -> Refusal | None:
		"""Return why a member may not be mailed a campaign's information; None: it may go.

		`person`: all records of the member.
		"""
		if design is None:
			return NO_DESIGN
		if not member.email:
			return NO_EMAIL
		if self._contacts.has_objection(person, ConsentChannel.EMAIL):
			return OBJECTED
		return None if member.may_email else NOT_ALLOWED
