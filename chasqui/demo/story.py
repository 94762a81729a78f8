"""The main job of Chasqui, told through its public doors: customers → campaign → mail → call."""

import uuid
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from rich.console import Console

from chasqui.contracts import queues
from chasqui.contracts.campaigns.assignments import Assignment, AssignmentRequest
from chasqui.contracts.campaigns.audiences import Audience, AudienceState
from chasqui.contracts.campaigns.campaigns import Campaign, CampaignFields, Phase, PhaseMove
from chasqui.contracts.campaigns.desk import (
	CallRecord,
	CallRecorded,
	CallResult,
	DeskLease,
	NextRequest,
	RiskRequest,
)
from chasqui.contracts.customers.imports import ImportProgress, ImportState
from chasqui.contracts.customers.people import Gender
from chasqui.contracts.customers.profiles import CustomField
from chasqui.contracts.customers.quality import QualityCount, QualityKind
from chasqui.contracts.customers.segments import PATH_SEGMENT_COUNT, SegmentCount, SegmentCriteria
from chasqui.contracts.mailer.designs import Design, DesignSummary, DesignUpload
from chasqui.contracts.mailer.runs import DeliveryState, Run, RunKind, RunRequest
from chasqui.contracts.risk import RiskAnswer, RiskLevel
from chasqui.contracts.wire import Page
from chasqui.demo.catalogue import ToldCatalogue, fill_catalogue
from chasqui.demo.doors import Doors, Person
from chasqui.demo.measures import count_faults, count_to, measure_faults, measure_run
from chasqui.demo.monthly_day import choose_monthly_day
from chasqui.demo.waiting import Progressed, StoryError, wait_for
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
CALL_RESULTS = (
	CallResult.SALE,
	CallResult.INTERESTED,
	CallResult.NO_ANSWER,
	CallResult.NOT_INTERESTED,
	CallResult.WRONG_NUMBER,
	CallResult.DO_NOT_CALL,
)
TOLD_SECONDS = 30  # within which customers hears of bounces and wrong numbers
OWN_DESIGN = Path(__file__).with_name("own_design.html")


class Story:
	"""Tells each step and keeps what the summary needs."""

	def __init__(self, doors: Doors, console: Console) -> None:
		self._doors = doors
		self._console = console
		self.imported: ImportProgress
		self.catalogue: ToldCatalogue
		self.segment: SegmentCount
		self.campaign: Campaign
		self.audience: Audience
		self.monthly: Run
		self.on_demand: Run
		self.mails_after_second_trigger = 0
		self.assignment: Assignment
		self.calls: list[tuple[RiskAnswer, CallRecorded]] = []
		self.faults: dict[QualityKind, int] = {}

	def import_customers(self, path: Path) -> None:
		"""Import a CSV file as the administrator would."""
		admin = self._doors.sign_in("admin").customers
		for field in FIELDS:
			admin.post("/v1/custom-fields", CustomField, body=field)
		parameters = {"mode": "create", "file_name": path.name, **EVIDENCE.model_dump(mode="json")}
		started = admin.send(
			"POST",
			"/v1/imports",
			ImportProgress,
			params=parameters,
			content=path.read_bytes(),
			headers={"Content-Type": "text/csv"},
		)
		self.imported = wait_for(
			self._console,
			"Importando clientes (bytes)",
			lambda: admin.get(f"/v1/imports/{started.id}", ImportProgress),
			lambda now: Progressed(
				now.bytes_read,
				now.bytes_total,
				now.state is ImportState.DONE,
				now.error if now.state is ImportState.FAILED else None,
			),
		)

	def fill_catalogue(self) -> None:
		"""Put on sale what the company offers, as the administrator would."""
		self.catalogue = fill_catalogue(self._doors, read_today(ZONE))

	def create_campaign(self) -> None:
		"""Count a segment, choose a design, create the campaign and build its audience."""
		head = self._doors.sign_in("jefa")
		self.segment = head.campaigns.post(PATH_SEGMENT_COUNT, SegmentCount, body=SEGMENT)
		designs = head.mailer.get("/v1/designs", Page[DesignSummary]).items
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
		self.campaign = head.campaigns.post("/v1/campaigns", Campaign, body=fields)
		self._build_audience(head)

	def send_monthly(self) -> None:
		"""Move to execution and let the scheduler's own task open the month; then once more."""
		head = self._doors.sign_in("jefa")
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
		self.mails_after_second_trigger = self._doors.count_mails()["mails"]

	def send_on_demand(self) -> None:
		"""Upload a design of one's own and send it to the audience."""
		head = self._doors.sign_in("jefa")
		upload = DesignUpload(
			name="Diseño propio de demostración",
			subject="{{ primer_nombre }}, una noticia de {{ empresa }}",
			html=OWN_DESIGN.read_text("utf-8"),
		)
		design = head.mailer.post("/v1/designs", Design, body=upload)
		request = RunRequest(campaign_id=self.campaign.id, design_id=design.id)
		key = {"Idempotency-Key": str(uuid.uuid4())}
		run = head.mailer.post("/v1/runs", Run, body=request, headers=key)
		self.on_demand = self._watch_run(head, run.id, "a demanda")

	def call_customers(self) -> None:
		"""Assign customers to the advisor, who checks the risk and records each result once."""
		advisor = self._doors.sign_in("asesor")
		head = self._doors.sign_in("jefa").campaigns
		request = AssignmentRequest(advisor_id=advisor.staff_id, count=ASSIGNED)
		path = f"/v1/campaigns/{self.campaign.id}/assignments"
		self.assignment = head.post(path, Assignment, body=request)
		for result in CALL_RESULTS:
			self.calls.append(self._call_one(advisor, result))

	def review_quality(self) -> None:
		"""Wait for what mails and calls have told of addresses and phones."""
		admin = self._doors.sign_in("admin").customers
		bounced = self.monthly.counts.by_state.get(DeliveryState.FAILED, 0)
		found = wait_for(
			self._console,
			"Avisos de calidad de datos",
			lambda: admin.get("/v1/quality", Page[QualityCount]).items,
			lambda items: measure_faults(count_faults(items), bounced),
			longest=TOLD_SECONDS,
		)
		self.faults = count_faults(found)

	def _call_one(self, advisor: Person, result: CallResult) -> tuple[RiskAnswer, CallRecorded]:
		lease = advisor.campaigns.post("/v1/desk/next", DeskLease, body=NextRequest())
		held = RiskRequest(lease_token=lease.lease_token)
		risk = advisor.campaigns.post("/v1/desk/risk", RiskAnswer, body=held)
		is_high = risk.level is RiskLevel.HIGH
		record = CallRecord(
			lease_token=lease.lease_token,
			result=result,
			note="Llamada de demostración",
			risk_reason="Oferta al contado, sin crédito" if is_high else "",
		)
		return risk, advisor.campaigns.post("/v1/desk/result", CallRecorded, body=record)

	def _build_audience(self, head: Person) -> None:
		path = f"/v1/campaigns/{self.campaign.id}/audience"
		head.campaigns.post(path, Audience)
		self.audience = wait_for(
			self._console,
			"Construyendo la audiencia",
			lambda: head.campaigns.get(path, Audience),
			lambda now: Progressed(
				now.members,
				self.segment.total,
				now.state is AudienceState.READY,
				now.error if now.state is AudienceState.FAILED else None,
			),
		)

	def _move(self, head: Person, phase: Phase) -> None:
		path = f"/v1/campaigns/{self.campaign.id}"
		version = head.campaigns.get(path, Campaign).version
		move = PhaseMove(phase=phase, version=version)
		self.campaign = head.campaigns.post(f"{path}/phase", Campaign, body=move)

	def _trigger_scheduler(self) -> None:
		publisher = Publisher(self._doors.document["broker"], prefix="chasqui:")
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
		query = {"campaign_id": self.campaign.id, "kind": kind.value}
		return head.mailer.get("/v1/runs", Page[Run], params=query).items

	def _watch_run(self, head: Person, run_id: int, title: str) -> Run:
		return wait_for(
			self._console,
			f"Enviando el correo {title}",
			lambda: head.mailer.get(f"/v1/runs/{run_id}", Run),
			measure_run,
		)
