"""What the fake siblings remember: synthetic customers, campaigns, designs, runs, calls."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from chasqui.contracts.campaigns.audiences import Audience, AudienceState
from chasqui.contracts.campaigns.board import DayGoals, Pause
from chasqui.contracts.campaigns.call_corrections import CallCorrection
from chasqui.contracts.campaigns.call_reasons import CallReason
from chasqui.contracts.campaigns.call_reviews import CallReview
from chasqui.contracts.campaigns.call_rules import USUAL_RULES, KeptRules
from chasqui.contracts.campaigns.campaigns import Campaign, Phase
from chasqui.contracts.campaigns.desk import CallResult, DeskLease, DialRequest
from chasqui.contracts.campaigns.dialler import DialAttempt
from chasqui.contracts.campaigns.figures import CampaignRates, CampaignSum
from chasqui.contracts.campaigns.finance import BudgetWatch, CostRate, FixedCost
from chasqui.contracts.campaigns.hours import USUAL_HOURS, Country, Holiday, KeptHours
from chasqui.contracts.campaigns.log import LogEntry, LogKind
from chasqui.contracts.campaigns.own_results import OwnResult
from chasqui.contracts.campaigns.pressure import USUAL_PRESSURE, KeptPressure
from chasqui.contracts.campaigns.risk_rules import USUAL_RISK_RULES, KeptRiskRules
from chasqui.contracts.campaigns.scripts import USUAL_SCRIPT, KeptScript
from chasqui.contracts.campaigns.second_factor import StepKind
from chasqui.contracts.campaigns.staff import SignInRequest
from chasqui.contracts.campaigns.uplift import CampaignUplift
from chasqui.contracts.customers.imports import ImportMode, ImportProgress, ImportState
from chasqui.contracts.customers.people import Category, Customer, Gender, IdentityType
from chasqui.contracts.customers.segments import SegmentCriteria
from chasqui.contracts.mailer.designs import Design, DesignKind
from chasqui.contracts.mailer.runs import (
	DeliveryState,
	Run,
	RunCounts,
	RunKind,
	RunPolicy,
	RunSource,
	RunState,
)
from chasqui.kernel.errors import AppError
from tests.support.fakes.information import Information
from tests.support.fakes.sample_segments import build_segments

NOW = datetime(2026, 11, 20, 15, 5, tzinfo=UTC)
HEAD_NAME = "Jefatura de Prueba"
HTML = (
	"<html><head><style>h1{color:#11606a}</style></head><body><h1>Hola, María</h1>"
	"<p>Este es un correo de ejemplo con datos sintéticos.</p>"
	"<p><a href='https://example.com/baja'>Darse de baja</a></p></body></html>"
)
NAMES = (
	"María Ñusta Sintética", "Lucía Chimborazo Sintética", "José Cotopaxi Sintético",
	"Rosa Imbabura Sintética", "Comercial Sintética S.A.",
)  # fmt: skip


class People:
	"""What the siblings remember of single persons: profiles, rights, the audit."""

	def __init__(self) -> None:
		self.profiles: dict[int, Any] = {}
		self.fields: dict[str, Any] = {}
		self.requests: dict[int, Any] = {}
		self.erasures: dict[int, Any] = {}
		self.audit: list[Any] = []
		self.exports: list[tuple[str, list[str]]] = []
		self.quicker: set[int] = set()  # of whom somebody else changes the profile first


class Factors:
	"""Who has a second factor, who sets one up, and for whom it is demanded (ids of PEOPLE)."""

	def __init__(self) -> None:
		self.on: set[int] = set()
		self.waiting: set[int] = set()
		self.demanded: set[int] = set()
		self.used: list[str] = []
		self.late = self.locked = False

	def asks(self, person_id: int) -> StepKind | None:
		"""Return the step that follows this person's password."""
		if person_id in self.on:
			return StepKind.CODE
		return StepKind.ENROLMENT if person_id in self.demanded else None


class World:
	"""The state of all siblings; `down` names those that do not answer."""

	def __init__(self) -> None:
		self.down: set[str] = set()
		self.refused: list[str] = []  # what somebody asked without the permission for it
		self.locked_out = self.sessions_ended = False
		self.sign_ins: list[SignInRequest] = []
		self.risk_level, self.risk_status = "LOW", "FOUND"
		self.risk_score: int | None = 712  # none for advisors, as campaigns does
		self.looks: list[Any] = []
		self.history_queries: list[dict[str, str]] = []
		self.report_queries: list[Any] = []
		self.candidates: list[Any] = []
		self.is_repeated, self.has_too_many = True, False  # what other campaigns have of them
		self.counts_nobody = False  # no report has a line
		self.item_queries: list[dict[str, str]] = []
		self.reviews: dict[int, Any] = {}
		self.reviewed_risk: Any = None
		self.refreshes: list[str] = []
		self.unsubscribed: set[str] = set()
		self.proofs, self.nonces = list[Any](), dict[str, Any]()
		self.customers = {n: make_customer(n, name) for n, name in enumerate(NAMES, start=1)}
		self.designs = {n: make_design(n) for n in (1, 2, 3)}
		self.campaigns = {n: make_campaign(n) for n in (1, 2, 3)}
		self.logs = {n: [make_entry(n, LogKind.CREATED)] for n in self.campaigns}
		self.drafts: dict[tuple[str, int], Any] = {}
		self.full_drafts = False  # nobody may begin another
		self.runs = {1: make_run(1, RunState.DONE), 2: make_run(2, RunState.SENDING)}
		states = (
			ImportState.DONE, ImportState.CHECKED, ImportState.PAUSED, ImportState.MAPPING,
			ImportState.CANCELLED,
		)  # fmt: skip
		self.imports = {n: make_import(n, state) for n, state in enumerate(states, 1)}
		self.plans: dict[int, Any] = {}
		self.assignments: list[Any] = []
		self.handovers, self.rounds = list[Any](), list[Any]()
		self.given_up = {CallResult.NO_ANSWER: 12, CallResult.BUSY: 1200}
		self.free_calls: int | None = None  # whom no advisor has; None: as many as one asks for
		self.repeats_run = False
		self.tests, self.revealed = list[Any](), list[int]()
		self.results: dict[str, int] = {"SALE": 4, "INTERESTED": 9, "NO_ANSWER": 12, "BUSY": 3}
		self.campaign_rates = CampaignRates(
			own=CampaignSum(
				members=4821, mailed=3904, called=120, attempts=160, contacted=60, interested=20,
				sold=9, promised=4, kept=3,
			),
			overdue=2,
			finished=CampaignSum(members=1000, called=500, attempts=900, contacted=200, sold=40),
			campaigns=3,
		)  # fmt: skip
		self.comparisons: dict[int, Any] = {}
		self.uplift = CampaignUplift(until=date(2026, 11, 28), usual=0.02)
		self.queue = [3, 2, 1]
		self.waiting_calls = self.closed_calls = 0  # more, to be called later or not now
		self.next_call_at: datetime | None = None
		self.lease: DeskLease | None = None
		self.records: list[Any] = []
		self.work_queries: list[Any] = []
		self.desk_refusal: AppError | None = None  # of a result and of a renewal
		self.has_pair = self.has_advisors = True
		self.merges: list[Any] = []
		self.dismissals: list[Any] = []
		self.views: dict[int, Any] = {}
		self.bulk_jobs: dict[int, Any] = {}
		self.searches: dict[int, Any] = {}
		self.pause: Pause | None = None
		self.goals = DayGoals()
		self.rates: dict[int, CostRate] = {}
		self.costs: dict[int, FixedCost] = {}
		self.spent: dict[int, Decimal] = {}
		self.watches: dict[int, BudgetWatch] = {}
		self.hours: dict[int | None, KeptHours] = {None: KeptHours(**dict(USUAL_HOURS), version=1)}
		self.risk_rules = {None: KeptRiskRules(**dict(USUAL_RISK_RULES), version=1)}
		self.scripts = {None: KeptScript(**dict(USUAL_SCRIPT), version=1)}
		self.information = Information()
		self.call_corrections: dict[int, CallCorrection] = {}
		self.call_reviews: dict[int, CallReview] = {}
		self.dials: list[DialRequest] = []
		self.dial_attempt: DialAttempt | None = None  # with a dialler
		self.rules: dict[int | None, KeptRules] = {None: KeptRules(**dict(USUAL_RULES), version=1)}
		usual = KeptPressure(**dict(USUAL_PRESSURE), version=1)
		self.preflight: Any = None
		self.differences: list[Any] = []
		self.pressure: dict[int | None, KeptPressure] = {None: usual}
		self.own_results: dict[int, OwnResult] = {
			1: OwnResult(id=1, name="Fuera de servicio", like=CallResult.WRONG_NUMBER, key="f"),
			2: OwnResult(id=2, name="Antiguo", like=CallResult.BUSY, is_retired=True),
		}
		self.segments = build_segments(HEAD_NAME, NOW)
		self.reasons = {1: CallReason(id=1, result=CallResult.NOT_INTERESTED, name="Muy caro")}
		self.left_behind: list[Any] = []  # whom advisors who have left were to call
		self.passed_calls = 0  # callbacks of the advisor that others took today
		self.holidays = {
			(Country.ECUADOR, date(NOW.year, 12, 25)): Holiday(
				day=date(NOW.year, 12, 25), name="Navidad", is_official=True
			)
		}
		self.holds_jobs = False  # a page that watches one sees it stand still
		self.people = People()
		self.factors = Factors()
		self.security: list[Any] = []  # entries besides those that everybody has
		self.stuck: dict[str, list[Any]] = {}
		self.settled: list[tuple[str, str]] = []


def make_customer(number: int, name: str) -> Customer:
	"""Return a synthetic customer."""
	return Customer(
		id=number, id_type=IdentityType.CEDULA, id_number=f"17{number:08d}", name=name,
		gender=Gender.FEMALE, birth_date=date(1986, 3, 14), monthly_income=Decimal("1234.50"),
		email=f"persona{number}@example.com", phone=f"+59399000{number:04d}",
		address="Calle de ejemplo 123", province="EC-P", canton="1701",
		registered_on=date(2015, 5, 1), consent_email=True, consent_phone=True, age=40,
		category=Category.LOYAL, active=True, synthetic=True, created_at=NOW, updated_at=NOW,
		version="00aa",
	)  # fmt: skip


def make_design(number: int) -> Design:
	"""Return a design of the gallery, or an uploaded one."""
	name = {1: "Promoción con imagen", 2: "Boletín", 3: "Recordatorio"}[number]
	return Design(
		id=number, name=name, kind=DesignKind.GALLERY, subject="Hola, {{ primer_nombre }}",
		description="Para anunciar una oferta con un botón.", version=1,
		merge_fields=["primer_nombre"], created_at=NOW, html=HTML, text="Hola, María",
	)  # fmt: skip


def make_campaign(number: int) -> Campaign:
	"""Return a campaign: 1 in execution, 2 planned, 3 segmented."""
	phase = {1: Phase.IN_EXECUTION, 2: Phase.PLANNED, 3: Phase.SEGMENTED}[number]
	name = {1: "Plan hogar para mujeres", 2: "Renovación de fibra", 3: "Bienvenida"}[number]
	criteria = SegmentCriteria(
		genders=[Gender.FEMALE], age_from=30, age_to=50, income_from=Decimal(800),
		income_to=Decimal(2500), provinces=["EC-P", "EC-G"],
	)  # fmt: skip
	return Campaign(
		id=number, name=name, objective="Que conozcan el plan hogar y pidan una visita.",
		budget=Decimal("1500.00"), starts_on=date(2026, 11, 1), ends_on=date(2027, 1, 31),
		criteria=criteria, design_id=1, monthly_mailing=True, monthly_day=5, phase=phase, version=1,
		audience=None if phase is Phase.PLANNED else make_audience(number),
		created_by=HEAD_NAME, owner=HEAD_NAME, created_at=NOW, updated_at=NOW,
		**list_ways(phase),
		in_execution_since=NOW if phase is Phase.IN_EXECUTION else None,
	)  # fmt: skip


def list_moves(phase: Phase) -> list[Phase]:
	"""Return the phases that may follow."""
	moves = {
		Phase.PLANNED: [Phase.SEGMENTED, Phase.CANCELLED],
		Phase.SEGMENTED: [Phase.PLANNED, Phase.IN_EXECUTION, Phase.CANCELLED],
		Phase.IN_EXECUTION: [Phase.PAUSED, Phase.FINISHED, Phase.CANCELLED],
		Phase.PAUSED: [Phase.IN_EXECUTION, Phase.FINISHED, Phase.CANCELLED],
	}
	return moves.get(phase, [])


def list_ways(phase: Phase) -> dict[str, Any]:
	"""Return the phases that may follow, and those that may not while there is no audience."""
	moves = list_moves(phase)
	if phase is not Phase.PLANNED:
		return {"allowed_phases": moves}
	barred = {Phase.SEGMENTED: "Falta construir la audiencia de la campaña."}
	return {"allowed_phases": [one for one in moves if one not in barred], "obstacles": barred}


def make_audience(campaign_id: int, state: AudienceState = AudienceState.READY) -> Audience:
	"""Return an audience."""
	return Audience(
		id=campaign_id, campaign_id=campaign_id, state=state, members=4821, reachable_email=3904,
		reachable_phone=3120, requested_at=NOW, built_at=NOW,
	)  # fmt: skip


def make_entry(campaign_id: int, kind: LogKind, **details: Any) -> LogEntry:
	"""Return an entry of a campaign's log."""
	told = {"id": 1, "campaign_id": campaign_id, "kind": kind, "by": HEAD_NAME, "at": NOW}
	return LogEntry.model_validate({**told, **details})


def make_run(number: int, state: RunState) -> Run:
	"""Return a run of campaign 1 whose counts add up."""
	by_state = {
		DeliveryState.ACCEPTED: 3600, DeliveryState.QUEUED: 180, DeliveryState.SKIPPED: 100,
		DeliveryState.FAILED: 24,
	}  # fmt: skip
	return Run(
		id=number, source=RunSource.CAMPAIGNS, source_ref="101", campaign_id=1, period="2026-11",
		campaign_name="Plan hogar para mujeres",
		kind=RunKind.MONTHLY if number == 1 else RunKind.ON_DEMAND, policy=RunPolicy.NEVER_TWICE,
		design_id=1, subject="Una oferta para usted", state=state, mails_per_minute=840,
		counts=RunCounts(
			eligible=3904, by_state=by_state, skipped_by_reason={"no_consent": 100},
			failed_by_reason={"rejected": 24},
		),
		created_by=HEAD_NAME, created_at=NOW, started_at=NOW,
	)  # fmt: skip


# Whoever was there when an import that has ended came in: some have got back what they had.
UNDONE_IN_PART = {ImportState.DONE: {"changes": 2, "undone": 3, "conflicts": 1}}


def make_import(number: int, state: ImportState) -> ImportProgress:
	"""Return an import."""
	return ImportProgress(
		id=number, file_name="clientes.csv", mode=ImportMode.CREATE, state=state, encoding="utf-8",
		delimiter=";", bytes_read=90_000, bytes_total=90_000, rows=1000, created=960, existing=25,
		rejected=15, warnings=2, created_at=NOW, **UNDONE_IN_PART.get(state, {}),
		finished_at=NOW if state in (ImportState.DONE, ImportState.CANCELLED) else None,
	)  # fmt: skip
