"""What one campaign came to: from the audience to the sale, by whom, and its calls (K19)."""

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.members import Stage
from chasqui.contracts.customers.list_values import TableFormat
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.endpoints.campaigns import desk as desk_api
from chasqui.contracts.endpoints.campaigns.reports import (
	MemberReportQuery,
	MembersBy,
	report_members,
	show_rates,
	show_uplift,
)
from chasqui.contracts.wire import Page
from chasqui.kernel.security.access import grant
from portal.accounts.clients import load_advisors
from portal.campaigns.charts import build_calls_chart
from portal.campaigns.labels.call_lines import TITLES, CallsBy, list_call_lines
from portal.campaigns.labels.dimensions import (
	name_age,
	name_gender,
	name_income,
	name_place,
	name_town,
)
from portal.campaigns.labels.funnel import list_steps
from portal.campaigns.labels.rates import describe_rates
from portal.campaigns.labels.uplift import ARMS, describe_uplift
from portal.campaigns.lists import OF_MEMBERS, build_calls
from portal.session.staff import read_person
from portal.shell.pages.list_files import read_format, send_list
from portal.shell.pages.list_page import Empty, Way
from portal.shell.pages.parts import load_part
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage
from portal.siblings import ask

MEMBERS = (Bars("members", "info"),)
CALLS = "calls"
"""By what the address has calls shown."""


def load_surroundings(campaign_id: int) -> Mapping[str, Any]:
	"""Return what the page shows of a campaign besides the report."""
	rates = load_part(lambda: ask(show_rates, campaign_id=campaign_id))
	calls = load_part(lambda: ask(desk_api.count_calls, campaign_id=campaign_id))
	by = read_calls_by()
	campaign = ask(campaigns_api.show_campaign, campaign_id=campaign_id)
	uplift = load_part(lambda: ask(show_uplift, campaign_id=campaign_id))
	return {
		"campaign": campaign,
		"uplift": uplift,
		"uplift_text": describe_uplift(uplift.value) if uplift.value else None,
		"arms_table": ARMS,
		"rates": rates,
		"rate_lines": describe_rates(rates.value) if rates.value else [],
		"steps": list_steps(campaign_id, rates.value.own) if rates.value else [],
		"calls": calls,
		"calls_by": by,
		"calls_cuts": TITLES,
		"calls_table": build_calls(by),
		"call_lines": list_call_lines(calls.value, by, find_advisor_numbers(by))
		if calls.value
		else [],
	}


def find_advisor_numbers(by: CallsBy) -> Mapping[str, str]:
	"""Return the numbers of the advisors by name, but for names that several have."""
	if by is not CallsBy.ADVISOR or not read_person().may(Permission.CALLS_REVIEW):
		return {}
	people = load_advisors().value or []
	times = Counter(one.name for one in people)
	return {one.name: str(one.id) for one in people if times[one.name] == 1}


def read_calls_by() -> CallsBy:
	"""Return by what the address has calls shown; the usual where it makes no sense."""
	asked = request.args.get(CALLS)
	return next((one for one in CallsBy if one == asked), CallsBy.RESULT)


REPORT = ReportPage(
	title=_("Estadísticas"),
	file="clientes-de-la-campana",
	report=report_members,
	cuts=(
		Cut(MembersBy.GENDER, _("Género"), MEMBERS, name_gender),
		Cut(MembersBy.AGE, _("Edad"), MEMBERS, name_age),
		Cut(MembersBy.INCOME, _("Ingreso"), MEMBERS, name_income),
		Cut(MembersBy.PROVINCE, _("Provincia"), MEMBERS, name_place),
		Cut(MembersBy.CANTON, _("Cantón"), MEMBERS, name_town),
	),
	behind="campaign.show_members",
	behind_needs=Permission.AUDIENCES_READ,
	listed={
		"members": {},
		"mailed": {"stage": Stage.MAILED.value},
		"called": {"stage": Stage.CALLED.value},
		"contacted": {"stage": Stage.CONTACTED.value},
		"interested": {"stage": Stage.INTERESTED.value},
		"sold": {"stage": Stage.SOLD.value},
	},
	note=_("Correos y llamadas se cuentan todos; lo demás son personas, cada una una vez."),
	more=OF_MEMBERS,
	empty=Empty(
		"users",
		_("Todavía no hay a quién contar"),
		_("Construya la audiencia: de ella salen las cifras de la campaña."),
		Way(_("Ir a la audiencia"), "audience.show"),
	),
	template="campaigns/figures.html",
	surround=load_surroundings,
)
blueprint = REPORT.build_blueprint(
	"campaign_figures", __name__, "/campanas/<int:campaign_id>/estadisticas"
)


@blueprint.get("/llamadas.json")
@grant(Permission.CAMPAIGNS_READ)
def show_calls_chart(campaign_id: int) -> ResponseReturnValue:
	"""Return the bars of the calls."""
	statistics, by = ask(desk_api.count_calls, campaign_id=campaign_id), read_calls_by()
	title = gettext("Llamadas por %(what)s", what=str(TITLES[by]).lower())
	return jsonify(build_calls_chart(title, list_call_lines(statistics, by)))


@blueprint.get("/llamadas")
@grant(Permission.CAMPAIGNS_READ)
def send_calls(campaign_id: int) -> ResponseReturnValue:
	"""Return the table of the calls as a file."""
	by = read_calls_by()
	lines = list_call_lines(ask(desk_api.count_calls, campaign_id=campaign_id), by)
	form, page = read_format() or TableFormat.CSV, Page[Any](items=lines)
	empty = MemberReportQuery()
	return send_list(
		"llamadas", form, empty, lambda _asked: page, partial(give, build_calls(by)), []
	)


def give(table: Any, _rows: object) -> Any:
	"""Return the same table for all rows."""
	return table
