"""Parts of money."""

from sqlalchemy.orm import Session

from campaigns.campaigns.repositories import CampaignRepository
from campaigns.campaigns.wiring import CampaignParts
from campaigns.finance.repositories.budget_watches import BudgetWatchRepository
from campaigns.finance.repositories.campaign_days import CampaignDayRepository
from campaigns.finance.repositories.campaign_sales import CampaignSaleRepository
from campaigns.finance.repositories.cost_rates import CostRateRepository
from campaigns.finance.repositories.fixed_costs import FixedCostRepository
from campaigns.finance.repositories.paid_mails import PaidMailRepository
from campaigns.finance.repositories.spending import SpendingRepository
from campaigns.finance.use_cases.activity_recorder import ActivityRecorder
from campaigns.finance.use_cases.budget_watch_service import BudgetWatchService
from campaigns.finance.use_cases.cost_rate_service import CostRateService
from campaigns.finance.use_cases.finance_reader import FinanceReader
from campaigns.finance.use_cases.fixed_cost_service import FixedCostService
from campaigns.finance.use_cases.mail_cost_service import MailCostService
from campaigns.finance.use_cases.sale_handler import SaleHandler


class FinanceParts(CampaignParts):
	"""What campaigns cost and bring."""

	def make_cost_rate_service(self, session: Session) -> CostRateService:
		return CostRateService(CostRateRepository(session))

	def make_fixed_cost_service(self, session: Session) -> FixedCostService:
		return FixedCostService(CampaignRepository(session), FixedCostRepository(session))

	def make_activity_recorder(self, session: Session) -> ActivityRecorder:
		return ActivityRecorder(CampaignDayRepository(session), zone=self.config.zone)

	def make_mail_cost_service(self, session: Session) -> MailCostService:
		return MailCostService(PaidMailRepository(session), self.make_activity_recorder(session))

	def make_finance_reader(self, session: Session) -> FinanceReader:
		return FinanceReader(
			CampaignRepository(session),
			SpendingRepository(session),
			CampaignSaleRepository(session),
			BudgetWatchRepository(session),
			zone=self.config.zone,
		)

	def make_sale_handler(self, session: Session) -> SaleHandler:
		return SaleHandler(CampaignSaleRepository(session))

	def make_budget_watch_service(self, session: Session) -> BudgetWatchService:
		return BudgetWatchService(
			CampaignRepository(session),
			BudgetWatchRepository(session),
			SpendingRepository(session),
			self.make_phase_service(session),
			zone=self.config.zone,
		)
