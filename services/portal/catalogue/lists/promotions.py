"""The lists of promotions, and of what one was before."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.customers.promotions import (
	Promotion,
	PromotionFacets,
	PromotionFacetValue,
	PromotionKind,
	PromotionPhase,
	PromotionRevision,
)
from chasqui.contracts.customers.views import ListName
from portal.catalogue.labels import describe_cut, describe_days, name_audience
from portal.shell.labels.formats import format_instant
from portal.shell.labels.words import name_code
from portal.shell.lists.cells import Cell, make_chips
from portal.shell.lists.facets import Facet, Pairs, build_facet, keep_filled
from portal.shell.lists.filters import Search
from portal.shell.lists.tables import Column, Table
from portal.shell.pages.list_page import Empty, ListPage, Way

WRITE = Permission.CATALOGUE_WRITE
FACETS: dict[str, tuple[Any, Any]] = {
	"phase": (_("Estado"), PromotionPhase),
	"kind": (_("Clase"), PromotionKind),
}


def name_promotion(row: Promotion) -> Cell:
	"""Return a promotion with whom it is for."""
	way = url_for("promotions.show", promotion_id=row.id)
	return Cell(row.name, way, sub=[name_audience(row.for_kind)] if row.for_kind else [])


def build_facets(facets: PromotionFacets | None, pairs: Pairs) -> list[Facet]:
	"""Return the facets of a list whose address is `pairs`; none where they are not known."""
	if facets is None:
		return []
	return keep_filled(
		build_facet(pairs, name, title, list_values(codes, getattr(facets, name)))
		for name, (title, codes) in FACETS.items()
	)


def list_values(
	codes: Iterable[StrEnum], counted: Iterable[PromotionFacetValue]
) -> Iterator[tuple[str, Any, int]]:
	"""Yield the codes that some promotion has, in their own order."""
	found = {one.value: one.promotions for one in counted}
	return ((code.value, name_code(code).text, found[code]) for code in codes if code in found)


PROMOTIONS = ListPage(
	title=_("Promociones"),
	views=ListName.PROMOTIONS,
	lead=_("Gana siempre la mejor para el cliente; no se suman."),
	table=Table[Promotion](
		_("Promociones"),
		(
			Column(_("Nombre"), name_promotion, sort="name"),
			Column(_("Estado"), lambda row: make_chips(row.phase)),
			Column(_("Da"), describe_cut),
			Column(_("Vale"), describe_days, sort="from"),
		),
		sort="-from",
	),
	filters=(Search("q", _("Nombre")),),
	empty=Empty(
		"cash",
		_("No hay promociones aquí"),
		_("Cree una: rebaja el precio, o da algo más, por unos días."),
	),
	ways=(
		Way(
			_("Excel"), "promotions.export", "download", keeps_filters=True, extra={"form": "xlsx"}
		),
		Way(_("CSV"), "promotions.export", "download", keeps_filters=True, extra={"form": "csv"}),
		Way(_("Catálogo"), "catalogue.show_list", "tag", Permission.CATALOGUE_READ),
		Way(
			_("Agregar"), "promotions.ask_add", "plus", Permission.CATALOGUE_WRITE, is_primary=True
		),
	),
)
REVISIONS = Table[PromotionRevision](
	_("Lo que fue"),
	(
		Column(_("Escrita"), lambda row: Cell(format_instant(row.set_at), sub=[row.set_by])),
		Column(_("Nombre"), lambda row: row.name),
		Column(_("Da"), lambda row: Cell(describe_cut(row), sub=[name_audience(row.for_kind)])),
		Column(_("Vale"), describe_days),
	),
)
