"""The main job of Chasqui, run through its public endpoints: customers → campaign → mail → call."""

import uuid
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from rich.console import Console

from chasqui.contracts import queues
from chasqui.contracts.campaigns.assignments import Assignment
from chasqui.contracts.campaigns.audiences import Audience
from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields, Phase
from chasqui.contracts.campaigns.log import LogEntry, LogQuery
from chasqui.contracts.customers.imports import ImportMode, ImportProgress, ImportQuery, ImportState
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.quality import QualityKind
from chasqui.contracts.customers.segments import SegmentCount, SegmentCriteria
from chasqui.contracts.endpoints.campaigns import audiences as audiences_api
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.customers import imports as imports_api
from chasqui.contracts.endpoints.customers import people as people_api
from chasqui.contracts.endpoints.customers import quality as quality_api
from chasqui.contracts.endpoints.mailer import designs as designs_api
from chasqui.contracts.endpoints.mailer import runs as runs_api
from chasqui.contracts.mailer.designs import DesignQuery, DesignUpload
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunKind, RunQuery, RunRequest
from chasqui.demo.calls import (
	CALL_RESULTS,
	Call,
	ask_risk_first,
	assign,
	call_all,
	call_always,
	set_script,
)
from chasqui.demo.campaigns import StatisticsSummary, fill_campaigns
from chasqui.demo.catalogue import CatalogueSummary, fill_catalogue
from chasqui.demo.correspondence import CorrespondenceSummary
from chasqui.demo.equipment import EquipmentSummary, service_equipment
from chasqui.demo.figures import FigureSummary, read_figures
from chasqui.demo.finance import FinanceSummary, pay_stand, set_rates, sum_finance
from chasqui.demo.history import HistorySummary
from chasqui.demo.information import InformationSummary, choose_information, read_information
from chasqui.demo.measures import count_faults, count_to, measure_faults, measure_log, measure_run
from chasqui.demo.monthly_day import choose_monthly_day
from chasqui.demo.overlaps import OverlapSummary, read_overlaps
from chasqui.demo.pressure import LimitSummary, fill_limited
from chasqui.demo.quotes import QuotesSummary, read_quotes, write_quotes
from chasqui.demo.sales import (
	SalesSummary,
	note_call_sales,
	post_call_sales,
	read_sales,
	sell_at_counter,
)
from chasqui.demo.segments import SegmentSummary, fill_segments
from chasqui.demo.steps import build_audience, move_on
from chasqui.demo.suite_client import Person, SuiteClient
from chasqui.demo.waiting import Progressed, StoryError, wait_for
from chasqui.demo.work import WorkSummary, add_own_result, add_reasons, read_work
from chasqui.kernel.clock import read_today
from chasqui.kernel.tasks.messages import Publisher
from chasqui.sample.extras import EVIDENCE, FIELDS

ZONE = "America/Guayaquil"
SEGMENT = SegmentCriteria(
	genders=[Gender.FEMALE],
	age_from=30,
	age_to=50,
	income_from=Decimal(800),
	income_to=Decimal(2500),
	provinces=["EC-P", "EC-G"],
)
ASSIGNED = 20
REPORT_SECONDS = 30  # within which customers receives bounces and wrong numbers
OWN_DESIGN = Path(__file__).with_name("own_design.html")


class Story:
	"""Reports each step and keeps what the summary needs."""

	def __init__(self, suite_client: SuiteClient, console: Console) -> None:
		self._suite_client = suite_client
		self._console = console
		self.imported: ImportProgress
		self.catalogue: CatalogueSummary
		self.history: HistorySummary
		self.segment: SegmentCount
		self.campaign: Campaign
		self.audience: Audience
		self.monthly: Run
		self.on_demand: Run
		self.mails_after_second_trigger = 0
		self.assignment: Assignment
		self.calls: list[Call] = []
		self.work: WorkSummary
		self.information: InformationSummary
		self.sales: SalesSummary
		self.equipment: EquipmentSummary
		self.quotes: QuotesSummary
		self.correspondence: CorrespondenceSummary
		self.log: list[LogEntry] = []
		self.faults: dict[QualityKind, int] = {}
		self.statistics: StatisticsSummary
		self.finance: FinanceSummary
		self.overlaps: OverlapSummary
		self.figures: FigureSummary
		self.segments: SegmentSummary
		self.limited: LimitSummary

	def import_customers(self, path: Path) -> None:
		"""Import a CSV file as the administrator would."""
		admin = self._suite_client.sign_in("admin").customers
		for field in FIELDS:
			admin.call(people_api.add_field, body=field)
		query = ImportQuery(mode=ImportMode.CREATE, file_name=path.name, **EVIDENCE.model_dump())
		started = admin.call(imports_api.receive_import, query=query, file=[path.read_bytes()])
		self.imported = wait_for(
			self._console,
			"Importando clientes (bytes)",
			lambda: admin.call(imports_api.show_import, import_id=started.id),
			lambda now: Progressed(
				now.bytes_read,
				now.bytes_total,
				now.state is ImportState.DONE,
				now.error if now.state is ImportState.FAILED else None,
			),
		)

	def fill_catalogue(self) -> None:
		"""Put on sale what the company offers, as the administrator would."""
		self.catalogue = fill_catalogue(self._suite_client, read_today(ZONE))

	def create_campaign(self) -> None:
		"""Count a segment, choose a design, create the campaign and build its audience."""
		head = self._suite_client.sign_in("jefa")
		self.segment = head.campaigns.call(audiences_api.count_segment, body=SEGMENT)
		designs = head.mailer.call(designs_api.list_designs, query=DesignQuery()).items
		today = read_today(ZONE)
		fields = CampaignFields(
			name="Plan hogar para ella",
			objective="Presentar el plan hogar a mujeres de 30 a 50 años",
			budget=Decimal(2500),
			starts_on=today,
			ends_on=today + timedelta(days=90),
			criteria=SEGMENT,
			design_id=designs[0].id,
			subject="{{ primer_nombre }}, un plan pensado para su hogar",
			monthly_mailing=True,
			monthly_day=choose_monthly_day(today),
			monthly_hour=0,
		)
		self.campaign = head.campaigns.call(campaigns_api.create_campaign, body=fields)
		call_always(head, self.campaign.id)
		ask_risk_first(head, self.campaign.id)
		set_script(head, self.campaign.id)
		choose_information(head, self.campaign.id, designs[-1].id)
		self._build_audience(head)
		set_rates(head, today)
		pay_stand(head, self.campaign.id, today)

	def send_monthly(self) -> None:
		"""Move to execution and let the scheduler's own task open the month; then once more."""
		head = self._suite_client.sign_in("jefa")
		self._move(head, Phase.IN_EXECUTION)
		self._trigger_scheduler()
		self.monthly = self._watch_run(head, self._find_run(head, RunKind.MONTHLY), "mensual")
		self._trigger_scheduler()
		wait_for(
			self._console,
			"Segundo disparo del mismo mes",
			lambda: len(self._list_runs(head, RunKind.MONTHLY)),
			count_to(12),
		)
		runs = self._list_runs(head, RunKind.MONTHLY)
		if [run.id for run in runs] != [self.monthly.id]:
			raise StoryError("el segundo disparo abrió otro envío")
		self.mails_after_second_trigger = self._suite_client.count_mails()["mails"]

	def send_on_demand(self) -> None:
		"""Upload a design of one's own and send it to the audience."""
		head = self._suite_client.sign_in("jefa")
		upload = DesignUpload(
			name=f"Diseño propio de la campaña {self.campaign.id}",  # run again, another name
			subject="{{ primer_nombre }}, una noticia de {{ empresa }}",
			html=OWN_DESIGN.read_text("utf-8"),
		)
		design = head.mailer.call(designs_api.upload_design, body=upload)
		# The mail of the month has just gone to the same people: a second one is meant.
		campaign_id = self.campaign.id
		request = RunRequest(campaign_id=campaign_id, design_id=design.id, confirm_repeat=True)
		run = head.mailer.once(str(uuid.uuid4())).call(runs_api.open_run, body=request)
		self.on_demand = self._watch_run(head, run.id, "a demanda")

	def call_customers(self) -> None:
		"""Assign customers to the advisor, who checks the risk and records each result once."""
		advisor, head = self._suite_client.sign_in("asesor"), self._suite_client.sign_in("jefa")
		admin = self._suite_client.sign_in("admin")
		add_own_result(admin)
		add_reasons(admin)
		self.assignment = assign(head, advisor, self.campaign.id, ASSIGNED)
		self.calls = call_all(advisor, self.campaign.id, CALL_RESULTS)
		self.work = read_work(advisor, head, self.campaign.id)
		self.information = read_information(self._console, head, self.campaign.id)

	def sell(self) -> None:
		"""Note what was sold in calls and at the counter; quote, invoice, and be paid."""
		sign_in, campaign = self._suite_client.sign_in, self.campaign
		advisor, manager, head = sign_in("asesor"), sign_in("gestora"), sign_in("jefa")
		note_call_sales(advisor, self.calls, campaign.id, campaign.name)
		post_call_sales(manager, campaign.id)
		sell_at_counter(manager)
		write_quotes(manager)
		self.sales = read_sales(self._console, manager, head, campaign.id)
		self.equipment = service_equipment(manager, read_today(ZONE))
		self.quotes = read_quotes(manager, head, self.sales.sales)

	def read_figures(self) -> None:
		"""Wait until the campaign's figures have every mail that was accepted."""
		runs = (self.monthly, self.on_demand)
		mails = sum(run.counts.by_state.get(DeliveryState.ACCEPTED, 0) for run in runs)
		head = self._suite_client.sign_in("jefa")
		self.figures = read_figures(self._console, head, self.campaign.id, mails)

	def read_log(self) -> None:
		"""Wait until the campaign's log has the ends of both runs, which the mailer publishes."""
		head = self._suite_client.sign_in("jefa").campaigns
		query = LogQuery(limit=200)
		self.log = wait_for(
			self._console,
			"Bitácora de la campaña",
			lambda: head.call(campaigns_api.list_log, campaign_id=self.campaign.id, query=query),
			lambda page: measure_log(page.items, runs=2),
			longest=REPORT_SECONDS,
		).items

	def review_quality(self) -> None:
		"""Wait for what mails and calls have reported of addresses and phones."""
		admin = self._suite_client.sign_in("admin").customers
		wrong = sum(one.is_lost for one in self.calls)
		bounced = self.monthly.counts.by_state.get(DeliveryState.FAILED, 0)
		found = wait_for(
			self._console,
			"Avisos de calidad de datos",
			lambda: admin.call(quality_api.count_faults).items,
			lambda items: measure_faults(count_faults(items), bounced, wrong),
			longest=REPORT_SECONDS,
		)
		self.faults = count_faults(found)

	def fill_campaigns(self) -> None:
		"""Add campaigns of the coming months, and count them all."""
		head, advisor = self._suite_client.sign_in("jefa"), self._suite_client.sign_in("asesor")
		self.limited = fill_limited(self._console, head, read_today(ZONE), self.monthly.design_id)
		self.statistics = fill_campaigns(self._console, head, advisor, read_today(ZONE))
		sales = [one.sale for one in self.calls if one.sale is not None]
		self.finance = sum_finance(head, self.campaign.id, sales)
		self.overlaps = read_overlaps(head)
		self.segments = fill_segments(head)

	def _build_audience(self, head: Person) -> None:
		self.audience = build_audience(
			self._console,
			head,
			self.campaign.id,
			"Construyendo la audiencia",
			expected=self.segment.total,
		)

	def _move(self, head: Person, phase: Phase) -> None:
		self.campaign = move_on(head, self.campaign.id, phase)

	def _trigger_scheduler(self) -> None:
		publisher = Publisher(self._suite_client.document["broker"], prefix="chasqui:")
		publisher.publish(queues.MAILER_OPEN_MONTHLY_RUNS, queues.MAILER_QUEUE)

	def _find_run(self, head: Person, kind: RunKind) -> int:
		runs = wait_for(
			self._console,
			"Esperando al programador",
			lambda: self._list_runs(head, kind),
			lambda runs: Progressed(len(runs), 1, bool(runs)),
		)
		return runs[0].id

	def _list_runs(self, head: Person, kind: RunKind) -> list[Run]:
		query = RunQuery(campaign_id=self.campaign.id, kind=kind)
		return head.mailer.call(runs_api.list_runs, query=query).items

	def _watch_run(self, head: Person, run_id: int, title: str) -> Run:
		return wait_for(
			self._console,
			f"Enviando el correo {title}",
			lambda: head.mailer.call(runs_api.show_run, run_id=run_id),
			measure_run,
		)
