"""What is typed about money."""

from flask import url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.campaigns.finance import (
	BudgetWatch,
	BudgetWatchUpdate,
	CostKind,
	CostRateFields,
	FixedCostFields,
)
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.inputs import Choice, Day, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout

RATE = FormLayout(
	CostRateFields,
	[
		Fieldset(
			[
				Choice("kind", _("Qué"), options=CostKind),
				Line(
					"amount", _("Cuesta cada uno"), _("Por ejemplo, 0,0150."), mode="decimal",
					before="$",
				),
				Day(
					"valid_from",
					_("Desde"),
					_("Un día pasado cuenta otra vez lo que se hizo desde entonces."),
				),
			]
		)
	],
)  # fmt: skip
FIXED_COST = FormLayout(
	FixedCostFields,
	[
		Fieldset(
			[
				Line("name", _("Costo"), _("Por ejemplo, volantes.")),
				Line("amount", _("Monto"), mode="decimal", before="$"),
				Day("day", _("Día"), _("Hasta ese día cuenta como comprometido.")),
			]
		)
	],
)
WATCH = FormLayout(
	BudgetWatchUpdate,
	[
		Fieldset(
			[
				Line(
					"stop_percent",
					_("Tope, en % del presupuesto"),
					_("Al llegar, se propone pausar la campaña."),
					mode="numeric",
				),
				Tick("pauses_itself", _("Pausarla sola al llegar al tope")),
			]
		)
	],
)


def build_cost_card(campaign_id: int, form: Form[FixedCostFields]) -> FormCard:
	"""Return the form of a cost."""
	way = url_for("finance.add_cost", campaign_id=campaign_id)
	title = gettext("Agregar un costo fijo")
	return FormCard("cost", title, FIXED_COST, form, gettext("Agregar"), "plus", way)


def build_watch_card(campaign_id: int, form: Form[BudgetWatchUpdate]) -> FormCard:
	"""Return the form of a campaign's limit."""
	way = url_for("finance.set_watch", campaign_id=campaign_id)
	return FormCard(
		"watch", gettext("Tope del presupuesto"), WATCH, form, gettext("Guardar"), action=way
	)


def show_watch(watch: BudgetWatch) -> Form[BudgetWatchUpdate]:
	"""Return the form filled with a campaign's limit."""
	return Form(
		BudgetWatchUpdate,
		{
			"stop_percent": [str(watch.stop_percent)],
			"pauses_itself": ["on"] if watch.pauses_itself else [],
			"version": [str(watch.version)],
		},
	)
