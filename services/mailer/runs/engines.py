"""Opens each month one run per campaign that asks for it, late within the grace, never twice."""

import structlog

from chasqui.contracts.campaigns.campaigns import MonthlyMailing
from chasqui.contracts.mailer.runs import RunKind, RunPolicy, RunSource, RunState
from chasqui.contracts.queues import MAILER_FILL_RUN, MAILER_QUEUE
from chasqui.kernel.clock import read_now
from chasqui.kernel.data.database import Database
from chasqui.kernel.errors import NotFound
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from mailer.designs.repositories.designs import DesignRepository
from mailer.runs.clients import CampaignsClient
from mailer.runs.domain.monthly import MonthlyRule, Verdict, judge_months
from mailer.runs.repositories.runs import RunRepository
from mailer.runs.use_cases.run_publisher import RunPublisher

SCHEDULER = "programador"
MISSED_REASON = say("El programador no estuvo activo ese mes: el plazo de 72 horas ya pasó.")


class MonthlyRunWorker:
	"""The key (campaign, period) is unique: two schedulers or a repeated message change nothing."""

	def __init__(
		self, database: Database, campaigns: CampaignsClient, publisher: Publisher, zone: str
	) -> None:
		self._database = database
		self._campaigns = campaigns
		self._publisher = publisher
		self._zone = zone

	def open_due(self) -> int:
		"""Open or record what is due now; return how many runs were added."""
		return sum(self._open_campaign(item) for item in self._campaigns.list_monthly().items)

	def _open_campaign(self, item: MonthlyMailing) -> int:
		rule = MonthlyRule(item.monthly_day, item.monthly_hour, self._zone)
		months = judge_months(
			rule, since=item.in_execution_since, ends_on=item.ends_on, now=read_now()
		)
		with self._database.open_session() as session:
			known = RunRepository(session).list_periods(item.campaign_id)
		added = 0
		for period, verdict in months:
			if period not in known:
				added += self._add(item, period, verdict)
		return added

	def _add(self, item: MonthlyMailing, period: str, verdict: Verdict) -> int:
		with self._database.open_session() as session:
			try:
				version = DesignRepository(session).find(item.design_id).version
			except NotFound:
				structlog.get_logger().error("monthly_without_design", campaign=item.campaign_id)
				return 0
			is_open = verdict is Verdict.OPEN
			runs = RunRepository(session)
			run_id = runs.add_once(
				{
					"source": RunSource.CAMPAIGNS.value,
					"source_ref": str(item.audience_id),
					"purpose": "marketing",
					"kind": RunKind.MONTHLY.value,
					"campaign_id": item.campaign_id,
					"campaign_name": item.campaign_name,
					"period": period,
					"design_version_id": version.id,
					"subject": item.subject or version.subject,
					"policy": RunPolicy.NEVER_TWICE.value,
					"state": (RunState.FILLING if is_open else RunState.MISSED).value,
					"state_reason": None if is_open else MISSED_REASON,
					"finished_at": None if is_open else read_now(),
					"created_by": SCHEDULER,
				}
			)
			if run_id is None:
				return 0
			RunPublisher(session, self._publisher).publish(runs.find(run_id), SCHEDULER)
			if is_open:
				self._publisher.publish_after_commit(
					session, MAILER_FILL_RUN, MAILER_QUEUE, run_id=run_id
				)
			return 1
