"""Parts of supervision."""

from sqlalchemy.orm import Session

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.desk.wiring import DeskParts
from campaigns.supervision.repositories import BoardRepository, PauseRepository
from campaigns.supervision.use_cases import BoardReader, DayGoalsService, PauseService


class SupervisionParts(DeskParts):
	"""Who is on what."""

	def make_pause_service(self, session: Session) -> PauseService:
		return PauseService(PauseRepository(session))

	def make_day_goals_service(self, session: Session) -> DayGoalsService:
		return DayGoalsService(BoardRepository(session))

	def make_board_reader(self, session: Session) -> BoardReader:
		return BoardReader(
			StaffRepository(session),
			BoardRepository(session),
			PauseRepository(session),
			zone=self.config.zone,
		)
