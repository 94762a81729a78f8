"""What is asked to keep a segment under a name."""

from functools import partial

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.saved_segments import SegmentFields, SegmentKindOf, SegmentUpdate
from portal.shell.forms.inputs import Area, Line, Radio, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option


class NewSegmentFields(SegmentFields):
	"""`kind` says what is taken of a list: what it asks, or who is in it now."""

	kind: SegmentKindOf


INPUTS = (
	Line("name", _("Nombre")),
	Area("description", _("Para qué es"), _("Opcional."), rows=2),
	Tick("is_shared", _("Que todas las jefaturas lo usen")),
)
CRITERIA: Option = (
	SegmentKindOf.CRITERIA.value,
	_("Por criterios: quien los cumpla en cada momento"),
)
PICKED: Option = (
	SegmentKindOf.PICKED.value,
	_("Estos clientes y nadie más, aunque después cambien"),
)
KNOWN = FormLayout(SegmentUpdate, [Fieldset(INPUTS)])


def list_kinds(*, are_criteria: bool) -> list[Option]:
	"""Return what can be taken of a list."""
	return [CRITERIA, PICKED] if are_criteria else [PICKED]


def build_layout(*, are_criteria: bool) -> FormLayout:
	"""Return the form of a new one; not every list can be said in criteria."""
	kind = Radio(
		"kind",
		_("Qué se guarda"),
		options=partial(list_kinds, are_criteria=are_criteria),
		default=SegmentKindOf.PICKED.value,
	)
	return FormLayout(NewSegmentFields, [Fieldset((*INPUTS, kind))])


NEW = build_layout(are_criteria=True)
