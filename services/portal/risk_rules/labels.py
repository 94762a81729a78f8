"""What risk rules, and what followed from them, are called."""

from typing import Any

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.risk_rules import HighRisk, NoAnswer, RiskRules, RiskVerdict
from portal.shell.labels.formats import format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words, name_code

ADVICE: dict[RiskVerdict, Any] = {
	RiskVerdict.NOT_ASKED: _("Consulte antes de llamar."),
	RiskVerdict.WARN: _("El riesgo es alto: tenga cuidado con lo que ofrece."),
	RiskVerdict.DECIDE: _("Puede seguir, pero debe decir por qué."),
	RiskVerdict.SKIP: _("Esta campaña no llama a quien tiene riesgo alto: guarde «Omitido»."),
	RiskVerdict.CHECK_FIRST: _("Esta campaña pide consultar antes de llamar."),
	RiskVerdict.DOWN: _("Puede seguir con su trabajo y consultar más tarde."),
	RiskVerdict.HOLD: _("Esta campaña espera a la central: devuélvalo a la cola u omítalo."),
}


def advise_risk(verdict: RiskVerdict) -> Any:
	"""Return what to do before the call; nothing where it is all clear."""
	return ADVICE.get(verdict, "")


def describe_risk_rules(rules: RiskRules) -> str:
	"""Return what the rules ask, in two sentences."""
	high = str(name_code(rules.on_high).text)
	before = (
		gettext("Se puede llamar sin consultar.")
		if rules.max_age_days is None
		else ngettext(
			"Antes de llamar se consulta, si no se hizo en %(days)s día.",
			"Antes de llamar se consulta, si no se hizo en %(days)s días.",
			rules.max_age_days,
			days=format_number(rules.max_age_days),
		)
	)
	return str(gettext("%(before)s Con riesgo alto: %(high)s.", before=before, high=high.lower()))


WORDS = Words(
	(
		(HighRisk.WARN, Label(_("Se avisa a quien llama"))),
		(HighRisk.DECIDE, Label(_("Decide quien llama y escribe por qué"))),
		(HighRisk.SKIP, Label(_("No se llama a esa persona"))),
		(NoAnswer.GO_ON, Label(_("Se llama sin consultar"))),
		(NoAnswer.HOLD, Label(_("Se espera a que responda"))),
		(RiskVerdict.NOT_ASKED, Label(_("Riesgo sin consultar"), "plain", "shield-question")),
		(RiskVerdict.CLEAR, Label(_("Sin aviso de riesgo"), "ok", "shield-check")),
		(RiskVerdict.WARN, Label(_("Avisado de riesgo alto"), "warn", "shield-x")),
		(RiskVerdict.DECIDE, Label(_("Riesgo alto, con motivo"), "warn", "shield-x")),
		(RiskVerdict.SKIP, Label(_("No llamable por riesgo"), "bad", "shield-x")),
		(RiskVerdict.CHECK_FIRST, Label(_("Faltaba consultar"), "warn", "shield-question")),
		(RiskVerdict.DOWN, Label(_("Central sin responder"), "warn", "alert-triangle")),
		(RiskVerdict.HOLD, Label(_("En espera de la central"), "warn", "clock")),
	),
	functions={"advise_risk": advise_risk, "describe_risk_rules": describe_risk_rules},
)
