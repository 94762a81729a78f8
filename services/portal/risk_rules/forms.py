"""The risk rules as they are typed."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.risk_rules import HighRisk, NoAnswer, RiskRulesUpdate
from portal.shell.forms.inputs import Line, Radio
from portal.shell.forms.layout import Fieldset, FormLayout

RISK_RULES = FormLayout(
	RiskRulesUpdate,
	[
		Fieldset(
			[
				Line(
					"max_age_days",
					_("Días que vale una consulta"),
					_("Vacío: se puede llamar sin consultar."),
					mode="numeric",
				),
				Radio("on_no_answer", _("Si la central de riesgos no responde"), options=NoAnswer),
			],
			_("Antes de llamar"),
			_("Una consulta más antigua se pide otra vez. La de una revisión de la campaña vale."),
		),
		Fieldset(
			[Radio("on_high", _("Qué se hace"), options=HighRisk)],
			_("Con riesgo alto"),
			_("Lo que se decidió queda guardado con la llamada."),
		),
	],
)
