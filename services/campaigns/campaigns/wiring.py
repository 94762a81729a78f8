"""Parts of campaigns and their phases."""

from sqlalchemy.orm import Session

from campaigns.accounts.wiring import AccountParts
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.use_cases.campaign_book import CampaignBook
from campaigns.campaigns.use_cases.mail_facts import MailFacts
from campaigns.campaigns.use_cases.phase_machine import PhaseMachine


class CampaignParts(AccountParts):
	"""From the plan to the end."""

	def make_campaign_book(self, session: Session) -> CampaignBook:
		return CampaignBook(CampaignRepository(session))

	def make_phase_machine(self, session: Session) -> PhaseMachine:
		return PhaseMachine(session, CampaignRepository(session), self.publisher)

	def make_mail_facts(self, session: Session) -> MailFacts:
		return MailFacts(CampaignRepository(session))
