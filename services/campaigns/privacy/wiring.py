"""Parts of what is known, disclosed and erased of one person."""

from sqlalchemy.orm import Session

from campaigns.answers.repositories import MailAnswerRepository
from campaigns.audiences.repositories.figures import AudienceFigureRepository
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.repositories.call_merges import CallMergeRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.overlaps.repositories.pairs import OverlapRepository
from campaigns.pressure.repositories import ContactDayRepository
from campaigns.privacy.repositories.erasures import ErasureRepository
from campaigns.privacy.repositories.people import PeopleRepository
from campaigns.privacy.use_cases.activity_reader import ActivityReader
from campaigns.privacy.use_cases.contact_service import ContactService
from campaigns.privacy.use_cases.eraser import Eraser
from campaigns.privacy.use_cases.holdings_reader import MOST_RECORDS, HoldingsReader
from campaigns.privacy.use_cases.person_merger import PersonMerger
from campaigns.statistics.wiring import StatisticsParts
from chasqui.contracts.activity import MOST_LISTED


class PrivacyParts(StatisticsParts):
	"""Consents, merges, erasures, the file."""

	def make_contact_service(self, session: Session) -> ContactService:
		return ContactService(
			ContactRepository(session), CallTaskRepository(session), MergeRepository(session)
		)

	def make_person_merger(self, session: Session) -> PersonMerger:
		return PersonMerger(
			MergeRepository(session),
			ContactRepository(session),
			CallTaskRepository(session),
			CallMergeRepository(session),
			OverlapRepository(session),
			ContactDayRepository(session),
			MailAnswerRepository(session),
		)

	def make_activity_reader(self, session: Session) -> ActivityReader:
		people = PeopleRepository(session, self.identity_keys, limit=MOST_LISTED)
		return ActivityReader(people, MergeRepository(session))

	def make_holdings_reader(self, session: Session) -> HoldingsReader:
		people = PeopleRepository(session, self.identity_keys, limit=MOST_RECORDS)
		return HoldingsReader(people, MergeRepository(session))

	def make_eraser(self, session: Session) -> Eraser:
		return Eraser(
			ErasureRepository(session),
			CallTaskRepository(session),
			AudienceFigureRepository(session),
			self.identity_keys,
			self.make_events(session),
		)
