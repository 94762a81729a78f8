"""Parts of the rounds of calls."""

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.desk.wiring import DeskParts
from campaigns.rounds.repositories import CallRoundRepository
from campaigns.rounds.use_cases import RoundService


class RoundParts(DeskParts):
	"""Who is called once more."""

	def make_round_service(self, session: Session) -> RoundService:
		return RoundService(CampaignRepository(session), CallRoundRepository(session))
