"""The reports of campaigns."""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import model_validator

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.calls import CallFilters
from chasqui.contracts.campaigns.campaigns import CampaignFilters
from chasqui.contracts.campaigns.contact_hours import (
	ContactGrid,
	ContactGridQuery,
	ContactHour,
	ContactHourQuery,
)
from chasqui.contracts.campaigns.figures import CampaignRates, FigureDifference
from chasqui.contracts.campaigns.members import MemberFilters
from chasqui.contracts.campaigns.uplift import CampaignUplift
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.reports import Figure, Report, ReportLine
from chasqui.contracts.wire import Balance, Money, Page
from chasqui.kernel.texts.text import say


class CampaignsBy(StrEnum):
	BUDGET = "budget"
	GENDER = "gender"
	AGE = "age"
	PROVINCE = "province"
	CANTON = "canton"
	MONTH = "month"
	PHASE = "phase"
	OWNER = "owner"


class CampaignReportQuery(CampaignFilters):
	by: CampaignsBy = CampaignsBy.BUDGET

	@model_validator(mode="after")
	def check_cantons(self) -> "CampaignReportQuery":
		"""Refuse what is not counted together: cantons, and what their people are."""
		if self.by is CampaignsBy.CANTON and (self.gender or self.age):
			raise ValueError(say("Los cantones no se cuentan por género ni edad."))
		return self


class CampaignLine(ReportLine):
	"""Campaigns, and the members of their audiences that are ready (K21).

	Somebody who is in two campaigns is a member twice. A budget is of a whole campaign: where
	members are counted by what they are, it says nothing; what was spent is shared out among them
	there, to the cent. `mails` are mails, all else people.
	"""

	campaigns: Annotated[int, Figure(say("Campañas"))]
	members: Annotated[int, Figure(say("Clientes"), share=say("% de los clientes"))]
	mails: Annotated[int, Figure(say("Correos aceptados"))] = 0
	contacted: Annotated[int, Figure(say("Contactados"))] = 0
	sold: Annotated[int, Figure(say("Ventas"))] = 0
	budget: Annotated[Money | None, Figure(say("Presupuesto previsto"))] = None
	spent: Annotated[Money | None, Figure(say("Gastado"), needs=Permission.COSTS_READ)] = None
	revenue: Annotated[Money | None, Figure(say("Vendido"), needs=Permission.COSTS_READ)] = None
	result: Annotated[Balance | None, Figure(say("Resultado"), needs=Permission.COSTS_READ)] = None


class MembersBy(StrEnum):
	GENDER = "gender"
	AGE = "age"
	INCOME = "income"
	PROVINCE = "province"
	CANTON = "canton"


TOGETHER: tuple[frozenset[str], ...] = (
	frozenset({"gender", "age", "province"}),
	frozenset({"gender", "income", "province"}),
	frozenset({"province", "canton"}),
)
"""What of members is counted together: the members of one may be narrowed by the others."""


class MemberReportQuery(MemberFilters):
	by: MembersBy = MembersBy.GENDER

	def find_together(self) -> frozenset[str] | None:
		"""Return what is counted together and has all that is asked."""
		asked = {self.by.value, *(one for one in MemberFilters.model_fields if getattr(self, one))}
		return next((some for some in TOGETHER if asked <= some), None)

	@model_validator(mode="after")
	def check_together(self) -> "MemberReportQuery":
		"""Refuse what is not counted together."""
		if self.find_together() is None:
			text = say(
				"La edad, el ingreso y el cantón no se cuentan juntos, ni el cantón por género."
			)
			raise ValueError(text)
		return self


class MemberLine(ReportLine):
	"""Members of an audience, and how far the campaign came with them (K19)."""

	members: Annotated[int, Figure(say("Audiencia"), share=say("% de la audiencia"))] = 0
	mailed: Annotated[int, Figure(say("Con correo aceptado"))] = 0
	called: Annotated[int, Figure(say("Llamados"))] = 0
	contacted: Annotated[int, Figure(say("Contactados"))] = 0
	interested: Annotated[int, Figure(say("Interesados"))] = 0
	sold: Annotated[int, Figure(say("Ventas"))] = 0
	mails: Annotated[int, Figure(say("Correos aceptados"))] = 0
	attempts: Annotated[int, Figure(say("Llamadas"))] = 0


class ResultLine(ReportLine):
	"""What a campaign cost and brought with some members: what it spent is shared out among them,
	to the cent (see `Especificacion_Campanas`, «Dinero»).
	"""

	members: Annotated[int, Figure(say("Audiencia"), share=say("% de la audiencia"))] = 0
	contacted: Annotated[int, Figure(say("Contactados"))] = 0
	sold: Annotated[int, Figure(say("Compraron"))] = 0
	spent: Annotated[Money, Figure(say("Gastado"))] = Decimal(0)
	revenue: Annotated[Money, Figure(say("Vendido"))] = Decimal(0)
	result: Annotated[Balance, Figure(say("Resultado"))] = Decimal(0)


@API.declare("GET", "/v1/reports/campaigns", Permission.CAMPAIGNS_READ)
def report_campaigns(*, query: CampaignReportQuery) -> Report[CampaignLine]: ...


@API.declare("GET", "/v1/campaigns/{campaign_id}/figures", Permission.CAMPAIGNS_READ)
def report_members(*, campaign_id: int, query: MemberReportQuery) -> Report[MemberLine]: ...


@API.declare("GET", "/v1/campaigns/{campaign_id}/result", Permission.COSTS_READ)
def report_result(*, campaign_id: int, query: MemberReportQuery) -> Report[ResultLine]: ...


@API.declare("GET", "/v1/campaigns/{campaign_id}/rates", Permission.CAMPAIGNS_READ)
def show_rates(*, campaign_id: int) -> CampaignRates:
	"""Return what a campaign came to, beside all campaigns that are finished."""


@API.declare("GET", "/v1/campaigns/{campaign_id}/uplift", Permission.CAMPAIGNS_READ)
def show_uplift(*, campaign_id: int) -> CampaignUplift:
	"""Return how many more bought of those who may be contacted than of those held out."""


@API.declare("GET", "/v1/contact-hours", Permission.CAMPAIGNS_READ)
def list_contact_hours(*, query: ContactHourQuery) -> Page[ContactHour]:
	"""Return at what hours people answer, by province."""


@API.declare("GET", "/v1/contact-hours/grid", Permission.CAMPAIGNS_READ)
def show_contact_grid(*, query: ContactGridQuery) -> ContactGrid:
	"""Return all of them at once."""


class CallsBy(StrEnum):
	RESULT = "result"
	OWN = "own_result_id"
	REASON = "reason_id"
	DAY = "day"
	CAMPAIGN = "campaign_id"
	ADVISOR = "advisor_id"


class CallReportQuery(CallFilters):
	by: CallsBy = CallsBy.RESULT


class CallLine(ReportLine):
	"""Recorded calls. Whom one passed over was not called, and is counted apart.

	`spent` is what the calls cost by the rates of their days; mails and fixed costs are of the
	campaign, and of no call.
	"""

	calls: Annotated[int, Figure(say("Llamadas"), share=say("% de las llamadas"))]
	contacts: Annotated[int, Figure(say("Contactados"))]
	sales: Annotated[int, Figure(say("Ventas"))]
	amount: Annotated[Money, Figure(say("Vendido"))]
	skipped: Annotated[int, Figure(say("Omitidos"))]
	spent: Annotated[Money | None, Figure(say("Costo"), needs=Permission.COSTS_READ)] = None
	result: Annotated[Balance | None, Figure(say("Resultado"), needs=Permission.COSTS_READ)] = None


@API.declare("GET", "/v1/reports/calls", Permission.CALLS_MAKE, Permission.CALLS_REVIEW)
def report_calls(*, query: CallReportQuery) -> Report[CallLine]:
	"""Count the own calls, or everybody's for those who see them."""


@API.declare("GET", "/v1/figure-differences", Permission.EVENTS_MANAGE)
def list_differences() -> Page[FigureDifference]:
	"""Return the figures that did not agree when they were counted again last."""
