"""What a campaign cost and brought, by whom it reached (K19)."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.endpoints.campaigns.reports import MembersBy, report_result
from portal.campaigns.labels.dimensions import (
	name_age,
	name_gender,
	name_income,
	name_place,
	name_town,
)
from portal.campaigns.lists import OF_MEMBERS
from portal.campaigns.pages.own_map import load_campaign
from portal.shell.pages.list_page import Empty, Way
from portal.shell.pages.report_cuts import Bars, Cut
from portal.shell.pages.report_page import ReportPage

MONEY = (Bars("result"),)


REPORT = ReportPage(
	title=_("Resultado"),
	file="resultado-de-la-campana",
	report=report_result,
	cuts=(
		Cut(MembersBy.PROVINCE, _("Provincia"), MONEY, name_place),
		Cut(MembersBy.CANTON, _("Cantón"), MONEY, name_town),
		Cut(MembersBy.GENDER, _("Género"), MONEY, name_gender),
		Cut(MembersBy.AGE, _("Edad"), MONEY, name_age),
		Cut(MembersBy.INCOME, _("Ingreso"), MONEY, name_income),
	),
	behind="campaign.show_members",
	behind_needs=Permission.AUDIENCES_READ,
	listed={"members": {}},
	note=_(
		"Lo vendido es de cada persona. Lo gastado se reparte: los correos entre quienes los "
		"recibieron, las llamadas entre quienes se llamó, y los costos fijos entre todos."
	),
	more=OF_MEMBERS,
	empty=Empty(
		"cash",
		_("Todavía no hay a quién contar"),
		_("Construya la audiencia: por ella se reparte lo que la campaña gasta y trae."),
		Way(_("Ir a la audiencia"), "audience.show"),
	),
	template="finance/result.html",
	surround=load_campaign,
)
blueprint = REPORT.build_blueprint(
	"campaign_result", __name__, "/campanas/<int:campaign_id>/dinero/resultado"
)
