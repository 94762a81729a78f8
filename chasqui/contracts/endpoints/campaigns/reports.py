"""The reports of campaigns."""

from enum import StrEnum
from typing import Annotated

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import CampaignFilters
from chasqui.contracts.endpoints.campaigns import API
from chasqui.contracts.reports import Figure, Report, ReportLine
from chasqui.contracts.wire import Balance, Money
from chasqui.kernel.texts.text import say


class CampaignsBy(StrEnum):
	BUDGET = "budget"
	GENDER = "gender"
	AGE = "age"
	PROVINCE = "province"
	MONTH = "month"
	PHASE = "phase"
	OWNER = "owner"


class CampaignReportQuery(CampaignFilters):
	by: CampaignsBy = CampaignsBy.BUDGET


class CampaignLine(ReportLine):
	"""Campaigns, and the members of their audiences that are ready (K21).

	Somebody who is in two campaigns is a member twice. A budget is of a whole campaign: where
	members are counted by what they are, it says nothing; nor does what was spent and sold.
	"""

	campaigns: Annotated[int, Figure(say("Campañas"))]
	members: Annotated[int, Figure(say("Clientes"), share=say("% de los clientes"))]
	budget: Annotated[Money | None, Figure(say("Presupuesto previsto"))] = None
	spent: Annotated[Money | None, Figure(say("Gastado"))] = None
	revenue: Annotated[Money | None, Figure(say("Vendido"))] = None
	result: Annotated[Balance | None, Figure(say("Resultado"))] = None


@API.declare("GET", "/v1/reports/campaigns", Permission.CAMPAIGNS_READ)
def report_campaigns(*, query: CampaignReportQuery) -> Report[CampaignLine]: ...
