"""The lists of campaigns that share customers, and of the customers whom they share."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from flask import url_for
from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import CampaignQuery
from chasqui.contracts.campaigns.overlaps import (
	COUNTED_PHASES,
	FEWEST_CAMPAIGNS,
	CampaignPair,
	CountedCampaign,
	RepeatedCustomer,
	RepeatPlace,
)
from chasqui.contracts.customers.views import ListName
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from portal.campaigns.labels.dimensions import list_places
from portal.campaigns.lists import PERIOD, list_owners, show_place
from portal.overlaps.clients import Mails, count_mails
from portal.overlaps.labels.received import describe_calls, describe_mails
from portal.session.staff import read_person
from portal.shell.labels.formats import format_number, format_percent
from portal.shell.labels.options import Option
from portal.shell.lists.cells import Cell, Link
from portal.shell.lists.filters import Choice, Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way
from portal.shell.pages.parts import load_part, remember
from portal.siblings import ask

MOST_OFFERED = 200
AT_LEAST = (2, 3, 4, 5, 10)


def link_shared(first: int, second: int) -> str:
	"""Return the way to who is in both campaigns, for those who may see them by name."""
	if not read_person().may(Permission.AUDIENCES_READ):
		return ""
	return url_for("repeated.show_list", campaign=first, other=second)


def name_campaign(one: CountedCampaign) -> Cell:
	"""Return a campaign with its way and how many customers it has."""
	count = ngettext(
		"%(count)s cliente", "%(count)s clientes", one.members, count=format_number(one.members)
	)
	return Cell(one.name, url_for("campaign.show", campaign_id=one.id), sub=[count])


def show_members(row: CampaignPair) -> Cell:
	"""Return how many are in both, which leads to them."""
	return Cell(format_number(row.members), link_shared(row.first.id, row.second.id))


@remember
def list_campaigns() -> list[Option]:
	"""Return the campaigns that count, by name."""
	query = CampaignQuery(sort="name", limit=MOST_OFFERED)
	page = load_part(lambda: ask(campaigns_api.list_campaigns, query=query)).value
	found = page.items if page else []
	return [(one.id, one.name) for one in found if one.phase in COUNTED_PHASES]


def list_least() -> list[Option]:
	"""Return in how many campaigns at least."""
	return [(str(one), gettext("%(count)s o más", count=one)) for one in AT_LEAST]


PAIRS = ListPage(
	file="campanas-que-comparten",
	title=_("Clientes repetidos"),
	views=ListName.OVERLAPS,
	lead=_(
		"Clientes que están en más de una campaña. Cuentan las segmentadas, en ejecución, pausadas "
		"y finalizadas, con su audiencia lista."
	),
	table=Table[CampaignPair](
		_("Pares de campañas, los que más comparten primero"),
		(
			Column(_("Campaña"), lambda row: name_campaign(row.first)),
			Column(_("Otra campaña"), lambda row: name_campaign(row.second)),
			Column(_("En las dos"), show_members, sort="members", is_number=True),
			Column(
				_("% de la primera"),
				lambda row: format_percent(row.members, row.first.members),
				is_number=True,
			),
			Column(
				_("% de la otra"),
				lambda row: format_percent(row.members, row.second.members),
				is_number=True,
			),
		),
		sort="-members",
	),
	filters=(
		*PERIOD,
		Choice("phase", _("Fase"), COUNTED_PHASES, every=_("Todas")),
		Choice("owner", _("La lleva"), list_owners, every=_("Todas")),
	),
	empty=Empty(
		"circles-relation",
		_("Ninguna campaña comparte clientes con otra"),
		_("Cuando dos audiencias tengan clientes en común, aquí se ve cuántos y quiénes."),
		Way(_("Ver las campañas"), "campaigns.show_list"),
		narrowed=_("Ninguna de esas campañas comparte clientes con otra"),
	),
	ways=(Way(_("Ver los clientes"), "repeated.show_list", "users", Permission.AUDIENCES_READ),),
)


def show_places(row: RepeatedCustomer, mails: Mails | None) -> Cell:
	"""Return the campaigns of a person, each with what came of it."""
	return Cell(items=list(describe_places(row, mails)))


def describe_places(row: RepeatedCustomer, mails: Mails | None) -> Iterator[Sequence[Any]]:
	"""Yield the parts of a line for each campaign."""
	for one in row.places:
		way = url_for("campaign.show", campaign_id=one.campaign_id)
		yield (
			Link(one.campaign_name, way),
			count_received(row, one, mails),
			describe_calls(one),
		)


def count_received(row: RepeatedCustomer, place: RepeatPlace, mails: Mails | None) -> str:
	"""Return what was mailed, or that it is not known now."""
	if mails is None:
		return str(gettext("correos: sin dato por ahora"))
	return describe_mails(*mails[row.customer_id, place.campaign_id])


def build_table(mails: Mails | None) -> Table[RepeatedCustomer]:
	"""Return the table of customers; without `mails` it is not known what was mailed."""
	return Table[RepeatedCustomer](
		_("Clientes que están en varias campañas"),
		(
			Column(
				_("Cliente"),
				lambda row: Cell(
					row.name,
					url_for("customers.show", customer_id=row.customer_id),
					sub=[row.masked_id],
				),
			),
			Column(_("Lugar"), show_place),
			Column(_("Campañas"), lambda row: format_number(len(row.places)), is_number=True),
			Column(_("En cuáles y qué recibió"), lambda row: show_places(row, mails)),
		),
	)


def dress(rows: Sequence[RepeatedCustomer]) -> ListPage[RepeatedCustomer]:
	"""Return the list for some customers, with what was mailed to them."""
	mails = load_part(lambda: count_mails(rows)) if rows else None
	return replace(REPEATED, table=build_table(mails.value if mails else None))


REPEATED = ListPage(
	file="clientes-repetidos",
	file_needs=Permission.CUSTOMERS_EXPORT,
	title=_("Clientes en varias campañas"),
	views=ListName.REPEATED_CUSTOMERS,
	lead=_("En qué campañas está cada uno, qué correos salieron y qué pasó en las llamadas."),
	crumbs=(("home.show", _("Inicio")), ("overlaps.show", _("Clientes repetidos"))),
	table=build_table(None),
	filters=(
		Search("q", _("Buscar por nombre")),
		Choice("campaign", _("Campaña"), list_campaigns, every=_("Cualquiera")),
		Choice("other", _("Y también en"), list_campaigns, every=_("Cualquiera")),
		Choice("at_least", _("En cuántas"), list_least, every=None),
		Choice("province", _("Provincia"), list_places, every=_("Todas")),
	),
	empty=Empty(
		"users",
		_("Nadie está en más de una campaña"),
		_("Aparecen aquí en cuanto dos audiencias tengan clientes en común."),
		Way(_("Ver las campañas"), "campaigns.show_list"),
		narrowed=_("Nadie está así en más de una campaña"),
	),
)
USUAL = {"at_least": str(FEWEST_CAMPAIGNS)}
