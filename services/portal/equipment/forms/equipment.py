"""The forms of equipment: what a machine is, what its meter says."""

from functools import partial

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.equipment import (
	EquipmentFields,
	EquipmentState,
	ReadingFields,
)
from chasqui.contracts.customers.meters import MeterKind
from portal.equipment.clients import list_sold_options, list_types
from portal.shell.forms.inputs import Area, Choice, Day, Line, Radio, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Options
from portal.shell.labels.places import list_all_cantons

READING = FormLayout(
	ReadingFields,
	[
		Fieldset(
			[
				Line("value", _("El medidor dice"), mode="decimal"),
				Day("read_on", _("Día de la lectura"), _("Vacío: hoy.")),
				Tick(
					"is_new_meter",
					_("Es otro medidor"),
					_("Lo cambiaron: desde aquí se suma a lo que contó el anterior."),
				),
			]
		)
	],
)


def build_machine(sold: Options = ()) -> FormLayout:
	"""Return the form of a machine; `sold` are the lines by which we may have sold it."""
	return FormLayout(
		EquipmentFields,
		[
			Fieldset(
				[
					Choice("type_id", _("Tipo"), options=list_types, blank=_("Elija")),
					Line("brand", _("Marca")),
					Line("model", _("Modelo")),
					Line("serial", _("Serie"), _("No se repite en su marca. Vacía si no se sabe.")),
					Line("year", _("Año"), mode="numeric"),
					Radio(
						"meter", _("Medidor"), options=MeterKind, default=MeterKind.NONE.value
					),
				],
				_("Qué es"),
				is_wide=True,
			),
			Fieldset(
				[
					Choice("sold_as", _("Se lo vendimos en"), options=sold, blank=_("Ninguna")),
					Tick("is_ours", _("Nos lo compró, aunque la venta no esté aquí")),
				],
				_("De dónde salió"),
			),
			Fieldset(
				[
					Choice("canton", _("Cantón"), options=list_all_cantons, blank=_("Sin dato")),
					Line("place", _("Lugar"), _("Finca, local, bodega…")),
					Choice(
						"state", _("Estado"), options=EquipmentState,
						default=EquipmentState.IN_USE.value,
					),
					Area("note", _("Nota")),
				],
				_("Dónde y cómo está"),
				is_wide=True,
			),
		],
	)  # fmt: skip


MACHINE = build_machine()


def build_owned(customer_id: int, now: str | None = None) -> FormLayout:
	"""Return the form of a customer's machine; `now` is the line by which it was sold."""
	return build_machine(partial(list_sold_options, customer_id, now))
