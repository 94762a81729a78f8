"""The tables of a person's page, and the list of the company's own fields."""

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.activity import CampaignPlace, RiskLook
from chasqui.contracts.customers.audit import AuditEntry
from chasqui.contracts.customers.consents import ConsentChange
from chasqui.contracts.customers.imports import ConsentProof
from chasqui.contracts.customers.profiles import CustomField
from portal.accounts.labels.security import name_actor
from portal.campaigns.labels.matched import describe_matched
from portal.campaigns.lists import show_result
from portal.profile.labels.deeds import describe_details, name_deed
from portal.profile.labels.person import name_source
from portal.shell.labels.formats import format_date, format_instant, format_number
from portal.shell.labels.label import Label
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Act, Cell, make_chips
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage

MARKETING = "marketing"


def name_channel(row: ConsentProof) -> Cell:
	"""Return the channel of a permission, and what for."""
	is_marketing = row.purpose == MARKETING
	purpose = gettext("fines comerciales") if is_marketing else row.purpose
	return Cell(name_code(row.channel).text, sub=[purpose])


def show_basis(row: ConsentProof) -> Cell:
	"""Return on what ground a permission stands, by which text; or that nobody wrote it down."""
	if row.evidence is None:
		return Cell(chips=[Label(gettext("sin documentar"), "warn", "alert-triangle")])
	return Cell(name_code(row.evidence.basis).text, sub=[row.evidence.text_version])


def show_origin(row: ConsentProof) -> Cell:
	"""Return where and when a permission was given."""
	if row.evidence is not None:
		return Cell(row.evidence.source, sub=[format_date(row.evidence.obtained_on)])
	when = format_instant(row.granted_at) if row.granted_at else ""
	return Cell(name_source(row.granted_by), sub=[when])


def show_force(row: ConsentProof) -> Cell:
	"""Return whether a permission is in force, or who withdrew it and when."""
	if row.withdrawn_at is None:
		return Cell(chips=[Label(gettext("vigente"), "ok", "check")])
	withdrawn = Label(gettext("retirado"), "bad", "ban")
	who = name_source(row.withdrawn_by) if row.withdrawn_by else ""
	return Cell(chips=[withdrawn], sub=[format_instant(row.withdrawn_at), who])


def name_grant(row: ConsentChange) -> Label:
	"""Return whether a change gave or took."""
	if row.granted:
		return Label(gettext("dado"), "ok", "check")
	return Label(gettext("retirado"), "bad", "ban")


def name_place(row: CampaignPlace, *, has_way: bool) -> Cell:
	"""Return a campaign, with its way for those who may go there."""
	way = url_for("campaign.show", campaign_id=row.campaign_id) if has_way else ""
	return Cell(row.campaign_name, way)


def list_allowed(row: CampaignPlace) -> str:
	"""Return what may be done with a person in a campaign."""
	allowed = [gettext("escribir")] * row.may_email + [gettext("llamar")] * row.may_phone
	return ", ".join(allowed) or gettext("nada")


def show_last_call(row: CampaignPlace) -> Cell:
	"""Return how the last call ended, and how many there were."""
	tries = ngettext(
		"%(count)s intento",
		"%(count)s intentos",
		row.attempts,
		count=format_number(row.attempts),
	)
	return show_result(row.last_result, tries)


def offer_acts(row: CustomField) -> Cell:
	"""Return what can be done with a field of the company's own."""
	archive = gettext("Volver a usar") if row.is_archived else gettext("Archivar")
	icon = "refresh" if row.is_archived else "inbox"
	change, keep = (url_for(f"fields.{name}", key=row.key) for name in ("ask_change", "archive"))
	return Cell(
		acts=[
			Act(gettext("Editar"), change, "edit", row.label),
			Act(archive, keep, icon, row.label, is_post=True),
		]
	)


def show_kind(row: CustomField) -> Cell:
	"""Return the kind of a field, and that it is archived."""
	return make_chips(row.kind, Label(gettext("archivado"), "warn") if row.is_archived else None)


PROOFS = Table[ConsentProof](
	_("Permisos y su prueba"),
	(
		Column(_("Canal"), name_channel),
		Column(_("Base y texto"), show_basis),
		Column(_("Dónde y cuándo"), show_origin),
		Column(_("Estado"), show_force),
	),
)
CONSENTS = Table[ConsentChange](
	_("Libro de permisos"),
	(
		Column(_("Canal"), lambda row: name_code(row.channel).text),
		Column(_("Permiso"), lambda row: Cell(chips=[name_grant(row)])),
		Column(_("Quién lo dijo"), lambda row: Cell(name_source(row.source), sub=[row.source])),
		Column(_("Cuándo"), lambda row: format_instant(row.at)),
	),
)
AUDIT = Table[AuditEntry](
	_("Auditoría"),
	(
		Column(_("Cuándo"), lambda row: format_instant(row.at)),
		Column(_("Quién"), lambda row: name_actor(row.actor, row.actor_name)),
		Column(_("Qué hizo"), lambda row: make_chips(name_deed(row))),
		Column(_("Detalle"), describe_details),
	),
)
FIELDS = ListPage(
	file="campos-propios",
	title=_("Campos propios"),
	lead=_(
		"Lo que su empresa quiere saber de cada cliente además de lo común: "
		"tipo de equipo, plan, agencia…"
	),
	crumbs=(("customers.show_list", _("Clientes")),),
	table=Table[CustomField](
		_("Campos propios"),
		(
			Column(_("Campo"), lambda row: Cell(row.label, sub=[row.key])),
			Column(_("Clase"), show_kind),
			Column(_("Opciones"), lambda row: ", ".join(row.choices)),
			Column(_("Acciones"), offer_acts, is_silent=True),
		),
	),
	empty=Empty(
		"adjustments",
		_("Todavía no hay campos propios"),
		_("Agregue uno para lo que su empresa sabe de un cliente y aquí no tiene dónde anotarse."),
	),
)


def build_places(*, has_ways: bool) -> Table[CampaignPlace]:
	"""Return the table of the campaigns that a person is in."""
	return Table(
		_("Campañas"),
		(
			Column(_("Campaña"), lambda row: name_place(row, has_way=has_ways)),
			Column(_("Fase"), lambda row: make_chips(row.phase)),
			Column(_("Por qué está"), lambda row: Cell(sub=describe_matched(row))),
			Column(_("Se le puede"), list_allowed),
			Column(_("Última llamada"), show_last_call),
		),
	)


def build_looks(*, has_scores: bool) -> Table[RiskLook]:
	"""Return the table of the looks at a person's risk; scores are not for everybody."""
	score = Column[RiskLook](_("Puntaje"), lambda row: format_number(row.score), is_number=True)
	return Table(
		_("Consultas de riesgo"),
		(
			Column(_("Cuándo"), lambda row: format_instant(row.looked_at)),
			Column(_("Nivel"), lambda row: make_chips(row.level)),
			*((score,) if has_scores else ()),
			Column(_("Dato del"), lambda row: Cell(format_date(row.as_of), sub=[row.source])),
			Column(_("Quién"), lambda row: row.staff_name),
		),
	)
