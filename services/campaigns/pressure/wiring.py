"""Parts of contact pressure."""

from sqlalchemy.orm import Session

from campaigns.audiences.wiring import AudienceParts
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.pressure.repositories import ContactDayRepository, PressurePolicyRepository
from campaigns.pressure.use_cases.contact_policy import ContactPolicy
from campaigns.pressure.use_cases.contact_recorder import ContactRecorder
from campaigns.pressure.use_cases.pressure_service import PressureReader, PressureService
from campaigns.rules.wiring import RulesParts


class PressureParts(AudienceParts, RulesParts):
	"""How often people may be reached, and when they were."""

	def make_pressure_service(self, session: Session) -> PressureService:
		rows = PressurePolicyRepository(session)
		return PressureService(rows, CampaignRepository(session), self.make_events(session))

	def make_pressure_reader(self, session: Session) -> PressureReader:
		return PressureReader(PressurePolicyRepository(session))

	def make_contact_policy(self, session: Session) -> ContactPolicy:
		days = ContactDayRepository(session)
		return ContactPolicy(self.make_pressure_reader(session), days, zone=self.config.zone)

	def make_contact_recorder(self, session: Session) -> ContactRecorder:
		return ContactRecorder(
			ContactDayRepository(session),
			self.make_pressure_reader(session),
			self.make_events(session),
			zone=self.config.zone,
		)
