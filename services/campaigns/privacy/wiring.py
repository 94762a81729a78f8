"""Parts of what is known, told and forgotten of one person."""

from sqlalchemy.orm import Session

from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.repositories.call_folds import CallFoldRepository
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.wiring import DeskParts
from campaigns.privacy.repositories.erasures import ErasureRepository
from campaigns.privacy.repositories.people import PeopleRepository
from campaigns.privacy.use_cases.activity_teller import ActivityTeller
from campaigns.privacy.use_cases.contact_keeper import ContactKeeper
from campaigns.privacy.use_cases.eraser import Eraser
from campaigns.privacy.use_cases.holdings_teller import MOST_RECORDS, HoldingsTeller
from campaigns.privacy.use_cases.person_joiner import PersonJoiner
from chasqui.contracts.activity import MOST_TOLD


class PrivacyParts(DeskParts):
	"""Consents, merges, erasures, the file."""

	def make_contact_keeper(self, session: Session) -> ContactKeeper:
		return ContactKeeper(
			ContactRepository(session), CallTaskRepository(session), MergeRepository(session)
		)

	def make_person_joiner(self, session: Session) -> PersonJoiner:
		return PersonJoiner(
			MergeRepository(session),
			ContactRepository(session),
			CallTaskRepository(session),
			CallFoldRepository(session),
		)

	def make_activity_teller(self, session: Session) -> ActivityTeller:
		people = PeopleRepository(session, self.identity_keys, limit=MOST_TOLD)
		return ActivityTeller(people, MergeRepository(session))

	def make_holdings_teller(self, session: Session) -> HoldingsTeller:
		people = PeopleRepository(session, self.identity_keys, limit=MOST_RECORDS)
		return HoldingsTeller(people, MergeRepository(session))

	def make_eraser(self, session: Session) -> Eraser:
		return Eraser(
			session,
			ErasureRepository(session),
			CallTaskRepository(session),
			self.identity_keys,
			self.publisher,
		)
