"""Parts of the advisors' desk."""

from functools import cached_property

from sqlalchemy.orm import Session

from campaigns.accounts.repositories.staff import StaffRepository
from campaigns.answers.repositories import MailAnswerRepository
from campaigns.answers.wiring import AnswersParts
from campaigns.audiences.repositories.audiences import AudienceRepository
from campaigns.audiences.repositories.holdouts import HoldoutRepository
from campaigns.audiences.repositories.progress import ProgressRepository
from campaigns.campaigns.repositories import CampaignRepository
from campaigns.contacts.repositories.contacts import ContactRepository
from campaigns.contacts.repositories.merges import MergeRepository
from campaigns.desk.engines import DialSender
from campaigns.desk.repositories.assignments import AssignmentRepository
from campaigns.desk.repositories.call_figures import CallFigureRepository
from campaigns.desk.repositories.call_leases import CallLeaseRepository
from campaigns.desk.repositories.call_queues import CallQueueReader
from campaigns.desk.repositories.call_tasks import CallTaskRepository
from campaigns.desk.repositories.calls import CallRepository
from campaigns.desk.repositories.phone_attempts import PhoneAttemptRepository
from campaigns.desk.use_cases.advisor_assignment_service import AdvisorAssignmentService
from campaigns.desk.use_cases.advisor_link_reader import AdvisorLinkReader
from campaigns.desk.use_cases.call_figure_recorder import CallFigureRecorder
from campaigns.desk.use_cases.call_handlers import (
	ActivityHandler,
	ContactHandler,
	FigureHandler,
	ObjectionHandler,
	RestHandler,
	RiskDecisionHandler,
	StoppedMailHandler,
	WrongNumberHandler,
)
from campaigns.desk.use_cases.call_record_policy import CallRecordPolicy
from campaigns.desk.use_cases.call_recorder import CallRecorder
from campaigns.desk.use_cases.call_risk_policy import CallRiskPolicy
from campaigns.desk.use_cases.call_risk_service import CallRiskService
from campaigns.desk.use_cases.call_service import CallService
from campaigns.desk.use_cases.call_statistics import CallStatisticsReader
from campaigns.desk.use_cases.callback_policy import CallbackPolicy
from campaigns.desk.use_cases.desk_information_service import (
	DeskInformationService,
	InformationHandler,
)
from campaigns.desk.use_cases.desk_reader import DeskReader
from campaigns.desk.use_cases.dial_policy import DialPolicy
from campaigns.desk.use_cases.dial_service import DialService
from campaigns.desk.use_cases.kept_call import CallHandler
from campaigns.desk.use_cases.lease_reader import LeaseReader
from campaigns.desk.use_cases.lease_terms import LeaseTermsReader
from campaigns.desk.use_cases.member_reader import MemberReader
from campaigns.desk.use_cases.next_attempt_policy import NextAttemptPolicy
from campaigns.desk.use_cases.split_service import SplitService
from campaigns.dialler.wiring import DiallerParts
from campaigns.finance.wiring import FinanceParts
from campaigns.hours.repositories import BestHourReader
from campaigns.hours.use_cases.call_hours_service import CallScheduleReader
from campaigns.information.wiring import InformationParts
from campaigns.pressure.wiring import PressureParts
from campaigns.results.repositories.call_reasons import CallReasonRepository
from campaigns.results.repositories.own_results import OwnResultRepository
from campaigns.results.wiring import ResultsParts
from campaigns.risk.repositories.risk_checks import RiskCheckRepository
from campaigns.risk.wiring import RiskParts
from campaigns.risk_rules.wiring import RiskRulesParts
from chasqui.contracts.endpoints.customers.people import show_advisor_link as ask_customers
from chasqui.kernel.clients.advisors import AdvisorGuard, ask_sibling


class DeskParts(
	AnswersParts,
	PressureParts,
	FinanceParts,
	ResultsParts,
	RiskParts,
	RiskRulesParts,
	InformationParts,
	DiallerParts,
):
	"""From the assignment to the result of a call."""

	def make_advisor_assignment_service(self, session: Session) -> AdvisorAssignmentService:
		return AdvisorAssignmentService(
			CampaignRepository(session),
			StaffRepository(session),
			AssignmentRepository(session),
			CallQueueReader(session),
		)

	def make_split_service(self, session: Session) -> SplitService:
		return SplitService(
			self.make_advisor_assignment_service(session),
			AssignmentRepository(session),
			CallQueueReader(session),
		)

	def make_call_service(self, session: Session) -> CallService:
		schedules = self.make_call_schedule_reader(session)
		return CallService(
			CallLeaseRepository(session),
			self.make_lease_terms_reader(session, schedules),
			self.make_lease_reader(session, schedules),
			lease_minutes=self.config.lease_minutes,
		)

	def make_desk_reader(self, session: Session) -> DeskReader:
		schedules = self.make_call_schedule_reader(session)
		return DeskReader(
			CallLeaseRepository(session),
			CallRepository(session),
			CallQueueReader(session),
			schedules,
			OwnResultRepository(session),
			CallReasonRepository(session),
			self.make_lease_terms_reader(session, schedules),
			self.make_lease_reader(session, schedules),
			zone=self.config.zone,
		)

	def make_lease_terms_reader(
		self, session: Session, schedules: CallScheduleReader
	) -> LeaseTermsReader:
		return LeaseTermsReader(
			CallQueueReader(session),
			schedules,
			self.make_pressure_reader(session),
			self.make_call_rules_reader(session),
			zone=self.config.zone,
		)

	def make_lease_reader(self, session: Session, schedules: CallScheduleReader) -> LeaseReader:
		return LeaseReader(
			CampaignRepository(session),
			CallTaskRepository(session),
			CallRepository(session),
			self.make_call_risk_policy(session),
			schedules,
			BestHourReader(session),
			self.make_call_script_reader(session),
			MergeRepository(session),
			self.make_dial_attempt_service(session),
			self.make_information_service(session),
			MailAnswerRepository(session),
			zone=self.config.zone,
		)

	def make_call_risk_service(self, session: Session) -> CallRiskService:
		return CallRiskService(
			CallTaskRepository(session),
			CallLeaseRepository(session),
			RiskCheckRepository(session),
			self.make_call_risk_policy(session),
			self.risk,
			self.identity_keys,
		)

	def make_call_risk_policy(self, session: Session) -> CallRiskPolicy:
		rules, risks = self.make_risk_rules_reader(session), self.make_risk_history_reader(session)
		return CallRiskPolicy(rules, risks)

	def make_call_recorder(self, session: Session) -> CallRecorder:
		return CallRecorder(
			CallLeaseRepository(session),
			CallRepository(session),
			MergeRepository(session),
			self.make_call_record_policy(session),
			self.make_next_attempt_policy(session),
			self.make_objection_handler(session),
			self.list_call_handlers(session),
		)

	def list_call_handlers(self, session: Session) -> list[CallHandler]:
		"""Return what follows a call, in its order."""
		contacts, merges = ContactRepository(session), MergeRepository(session)
		events, tasks = self.make_events(session), CallTaskRepository(session)
		return [
			self.make_objection_handler(session),
			InformationHandler(self.make_desk_information_service(session)),
			RiskDecisionHandler(StaffRepository(session), events),
			WrongNumberHandler(contacts, events),
			RestHandler(merges, tasks, self.make_contact_recorder(session)),
			StoppedMailHandler(
				CallRepository(session), merges, events, self.make_mail_answer_recorder(session)
			),
			ContactHandler(self.make_contact_recorder(session)),
			FigureHandler(self.make_call_figure_recorder(session)),
			ActivityHandler(self.make_activity_recorder(session)),
		]

	def make_objection_handler(self, session: Session) -> ObjectionHandler:
		return ObjectionHandler(
			ContactRepository(session),
			MergeRepository(session),
			CallTaskRepository(session),
			self.make_events(session),
		)

	def make_desk_information_service(self, session: Session) -> DeskInformationService:
		return DeskInformationService(
			CampaignRepository(session),
			CallTaskRepository(session),
			CallLeaseRepository(session),
			MergeRepository(session),
			self.make_information_service(session),
		)

	def make_call_figure_recorder(self, session: Session) -> CallFigureRecorder:
		figures = CallFigureRepository(session, self.config.zone)
		return CallFigureRecorder(figures, ProgressRepository(session))

	def make_call_record_policy(self, session: Session) -> CallRecordPolicy:
		return CallRecordPolicy(
			CampaignRepository(session),
			CallTaskRepository(session),
			self.make_call_risk_policy(session),
			self.make_call_schedule_reader(session),
			self.make_call_rules_reader(session),
			CallbackPolicy(CallTaskRepository(session)),
			self.make_own_result_policy(session),
			self.make_call_reason_policy(session),
			zone=self.config.zone,
		)

	def make_next_attempt_policy(self, session: Session) -> NextAttemptPolicy:
		return NextAttemptPolicy(CallRepository(session), PhoneAttemptRepository(session))

	def make_dial_policy(self, session: Session) -> DialPolicy:
		return DialPolicy(
			CampaignRepository(session),
			CallTaskRepository(session),
			CallLeaseRepository(session),
			PhoneAttemptRepository(session),
			ContactRepository(session),
			MergeRepository(session),
			self.make_call_schedule_reader(session),
			self.make_call_rules_reader(session),
			self.make_call_risk_policy(session),
			self.make_contact_policy(session),
			zone=self.config.zone,
		)

	def make_dial_service(self, session: Session) -> DialService:
		return DialService(
			self.make_dial_policy(session),
			CallTaskRepository(session),
			CallLeaseRepository(session),
			StaffRepository(session),
			self.make_dial_attempt_service(session),
		)

	@cached_property
	def dial_sender(self) -> DialSender:
		return DialSender(
			self.database,
			self.dialler,
			self.make_dial_policy,
			self.make_dial_service,
			self.make_dial_attempt_service,
		)

	def make_call_statistics_reader(self, session: Session) -> CallStatisticsReader:
		return CallStatisticsReader(
			CampaignRepository(session),
			CallFigureRepository(session, self.config.zone),
			CallQueueReader(session),
		)

	def make_advisor_link_reader(self, session: Session) -> AdvisorLinkReader:
		return AdvisorLinkReader(CallTaskRepository(session), MergeRepository(session))

	def make_advisor_guard(self, session: Session) -> AdvisorGuard:
		links = self.make_advisor_link_reader(session)
		return AdvisorGuard(links.has_customer, ask_sibling(self.customers_rest, ask_customers))

	def make_member_reader(self, session: Session) -> MemberReader:
		return MemberReader(
			CampaignRepository(session),
			AudienceRepository(session),
			CallTaskRepository(session),
			HoldoutRepository(session),
		)
