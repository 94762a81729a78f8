"""The form of a promotion."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.people import CustomerKind
from chasqui.contracts.customers.promotions import PromotionFields, PromotionKind
from portal.catalogue.labels import name_audience
from portal.shell.forms.inputs import Area, Choice, Day, Line, Many
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option


class PromotionForm(PromotionFields):
	"""A promotion as its form brings it, with the version that was read, if there was one."""

	version: str = ""


def read_promotion(fields: PromotionForm) -> dict[str, Any]:
	"""Return what a form says of a promotion."""
	return {name: getattr(fields, name) for name in PromotionFields.model_fields}


def list_audiences() -> list[Option]:
	"""Return for whom a promotion may be."""
	return [(one.value, name_audience(one)) for one in CustomerKind]


WHAT_IT_GIVES = Fieldset(
	[
		Line("name", _("Nombre")),
		Choice("kind", _("Clase"), options=PromotionKind),
		Line(
			"value",
			_("Valor"),
			_("Porcentaje o dólares, según la clase; vacío si es solo texto."),
			mode="decimal",
		),
		Line("text", _("Texto"), _("Lo que se dice: dos meses gratis.")),
		Day("valid_from", _("Desde")),
		Day("valid_until", _("Hasta"), _("Último día. Vacío si vale hasta que se termine.")),
		Choice("for_kind", _("Para"), options=list_audiences, blank=_("todos")),
		Area("conditions", _("Condiciones")),
	],
	_("Qué da"),
	is_wide=True,
)


def build_layout(types: Sequence[Option], items: Sequence[Option]) -> FormLayout:
	"""Return how a promotion is asked, with the types and items that can be chosen."""
	where = Fieldset(
		[
			Many("type_ids", _("Tipos"), options=types),
			Many("item_ids", _("Artículos"), options=items),
		],
		_("En qué vale"),
		_("En los artículos elegidos y en todos los de los tipos elegidos."),
	)
	return FormLayout(PromotionFields, [WHAT_IT_GIVES, where])
