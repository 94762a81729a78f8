"""Two windows of the wizard: what one typed is never lost to the other, nor put over it unseen."""

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from chasqui.contracts.campaigns.campaigns import CampaignFields
from portal.campaigns.forms.draft import Draft, Typed, load_draft, make_id, read_texts
from portal.campaigns.forms.steps import Step
from portal.campaigns.pages.wizard_steps import render_step
from portal.shell.forms.form import GENERAL, Form
from portal.shell.pages.parts import notify


def move_to_own(draft: Draft) -> Draft:
	"""Return a draft of its own for what was typed in one that was saved or dropped elsewhere."""
	if draft.saved_as is not None:
		notify(
			_(
				"Esta campaña ya se guardó en otra pestaña. Lo que escribió aquí sigue en un "
				"borrador aparte, como cambio a ella."
			),
			"warn",
		)
		return load_draft(make_id(), draft.saved_as)
	notify(
		_(
			"Este borrador se descartó en otra pestaña. Lo que escribió en este paso sigue en uno "
			"nuevo."
		),
		"warn",
	)
	return load_draft(make_id(), request.args.get("de", type=int))


def show_clash(step: Step, draft: Draft, typed: Typed, changed: list[str]) -> ResponseReturnValue:
	"""Return the step as it was typed here, with what another window made of it meanwhile.

	Nothing is kept: sent again, it is meant.
	"""
	form = Form(
		CampaignFields, {**draft.raw, **{one: read_texts(typed, one) for one in step.fields}}
	)
	form.errors[GENERAL] = _(
		"Este paso cambió en otra pestaña. Lo que escribió sigue aquí y todavía no se guardó: si "
		"continúa, reemplaza a lo otro."
	)
	for name in changed:
		there = ", ".join(draft.raw.get(name, []))
		message = _("En la otra pestaña dice «%(text)s».", text=there) if there else ""
		form.errors[name] = message or _("En la otra pestaña está vacío.")
	return render_step(step, draft, form, 409)
