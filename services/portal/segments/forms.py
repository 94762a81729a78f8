"""What is asked to keep a segment under a name."""

from flask_babel import lazy_gettext as _

from chasqui.contracts.customers.saved_segments import (
	MOST_PICKED,
	SegmentFields,
	SegmentKindOf,
)
from portal.shell.forms.inputs import Area, Line, Radio, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.options import Option


class NewSegmentFields(SegmentFields):
	"""`kind` says what is taken of a list: what it asks, or who is in it now."""

	kind: SegmentKindOf


class KnownFields(SegmentFields):
	"""What is changed of a known one: what it asks is no matter of the form."""

	version: int


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
KNOWN = FormLayout(KnownFields, [Fieldset(INPUTS)])


def can_pick(total: int) -> bool:
	"""Return whether so many customers can be kept one by one."""
	return total <= MOST_PICKED


def list_kinds(total: int, *, are_criteria: bool) -> list[Option]:
	"""Return what can be taken of a list of so many: not every one can be said in criteria."""
	if not are_criteria:
		return [PICKED]
	return [CRITERIA, PICKED] if can_pick(total) else [CRITERIA]


def build_layout(total: int = 0, *, are_criteria: bool) -> FormLayout:
	"""Return the form of a new one."""
	kinds = list_kinds(total, are_criteria=are_criteria)
	kind = Radio("kind", _("Qué se guarda"), options=lambda: kinds, default=str(kinds[-1][0]))
	return FormLayout(NewSegmentFields, [Fieldset((*INPUTS, kind))])


NEW = build_layout(are_criteria=True)
