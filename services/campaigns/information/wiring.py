"""Parts of the information that is mailed to whoever asks for it."""

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.information.repositories.information_designs import InformationDesignRepository
from campaigns.information.repositories.information_requests import InformationRequestRepository
from campaigns.information.use_cases.information_design_service import InformationDesignService
from campaigns.information.use_cases.information_policy import InformationPolicy
from campaigns.information.use_cases.information_service import InformationService
from campaigns.scripts.wiring import ScriptsParts


class InformationParts(ScriptsParts):
	"""Chosen, asked for, settled."""

	def make_information_design_service(self, session: Session) -> InformationDesignService:
		rows = InformationDesignRepository(session)
		return InformationDesignService(rows, CampaignRepository(session))

	def make_information_service(self, session: Session) -> InformationService:
		policy = InformationPolicy(InformationDesignRepository(session), ContactRepository(session))
		return InformationService(
			InformationRequestRepository(session),
			policy,
			CampaignRepository(session),
			self.make_call_script_reader(session),
			self.make_events(session),
		)
