"""The forms of a mail on demand and of a test."""

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from chasqui.contracts.campaigns.campaigns import Campaign
from chasqui.contracts.mailer.runs import RunRequest, TestSendRequest
from portal.mailing.clients import list_designs
from portal.shell.forms.form import Form
from portal.shell.forms.form_page import FormPage
from portal.shell.forms.inputs import Choice, Input, Line, Tick
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.labels.formats import format_number

REPEATED = "run_repeated"


def build_run_page(campaign: Campaign, form: Form[RunRequest]) -> FormPage:
	"""Return what asks for a run on demand; a repeated one is confirmed in it."""
	repeat = Tick("confirm_repeat", _("Sí, enviar otro correo a las mismas personas"))
	is_repeat = form.was_refused_as(REPEATED)
	inputs = [*build_mail(campaign), *([repeat] if is_repeat else [])]
	return FormPage(
		_("Enviar ahora"),
		FormLayout(RunRequest, [Fieldset(inputs)]),
		form,
		back=url_for("mailing.show", campaign_id=campaign.id),
		yes=_("Enviar ahora"),
		no=_("No enviar"),
		crumbs=[(url_for("campaign.show", campaign_id=campaign.id), campaign.name)],
		icon="send",
		action=url_for("mailing.start_run", campaign_id=campaign.id),
		note=count_reachable(campaign),
	)


def build_test_page(campaign: Campaign, form: Form[TestSendRequest]) -> FormPage:
	"""Return what asks where a test mail goes."""
	emails = Line(
		"emails",
		_("Direcciones"),
		_("Hasta cinco, separadas por coma, punto y coma o espacio."),
		mode="email",
	)
	return FormPage(
		_("Enviar una prueba"),
		FormLayout(TestSendRequest, [Fieldset([*build_mail(campaign), emails])]),
		form,
		back=url_for("mailing.show", campaign_id=campaign.id),
		yes=_("Enviar la prueba"),
		no=_("No enviar"),
		crumbs=[(url_for("campaign.show", campaign_id=campaign.id), campaign.name)],
		icon="test-pipe",
		action=url_for("mailing.send_test", campaign_id=campaign.id),
		note=_(
			"Llega lo mismo que se enviaría, con los datos de una persona inventada. El asunto "
			"empieza con «[Prueba]»."
		),
	)


def build_mail(campaign: Campaign) -> list[Input]:
	"""Return what a mail is made of: the same for a run and for its test."""
	subject = Line(
		"subject",
		_("Asunto"),
		_("Vacío: el de la campaña si va con su diseño; si no, el del diseño."),
		default=campaign.subject or "",
	)
	return [build_design(campaign), subject]


def build_design(campaign: Campaign) -> Choice:
	"""Return the choice of a design, the campaign's own first."""
	offered = [(one.id, one.name) for one in list_designs()]
	default = str(campaign.design_id)
	return Choice("design_id", _("Diseño"), options=offered, default=default)


def count_reachable(campaign: Campaign) -> str:
	"""Return to how many a mail goes, in words."""
	count = campaign.audience.reachable_email if campaign.audience else 0
	return str(
		ngettext(
			"Se enviará a %(count)s cliente con correo y permiso.",
			"Se enviará a %(count)s clientes con correo y permiso.",
			count,
			count=format_number(count),
		)
	)
