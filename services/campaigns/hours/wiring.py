"""Parts of calling hours."""

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.wiring import CampaignParts
from campaigns.hours.repositories import CallHoursRepository, HolidayRepository
from campaigns.hours.use_cases.call_hours_service import CallHoursService, CallScheduleReader
from campaigns.hours.use_cases.holiday_service import HolidayService


class HoursParts(CampaignParts):
	"""When customers may be called."""

	def make_call_hours_service(self, session: Session) -> CallHoursService:
		return CallHoursService(CallHoursRepository(session), CampaignRepository(session))

	def make_holiday_service(self, session: Session) -> HolidayService:
		return HolidayService(HolidayRepository(session))

	def make_call_schedule_reader(self, session: Session) -> CallScheduleReader:
		return CallScheduleReader(CallHoursRepository(session), HolidayRepository(session))
