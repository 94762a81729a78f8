"""The board of campaigns: a column for each phase; a card moves as the campaign itself does."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.campaigns import (
	ArchiveFilter,
	Campaign,
	CampaignQuery,
	Phase,
	PhaseCounts,
)
from chasqui.contracts.endpoints.campaigns import campaigns as campaigns_api
from chasqui.contracts.wire import Contract, Line
from chasqui.kernel.security.access import grant
from portal.campaigns.lists import list_owners
from portal.shell.pages.addresses import read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import Part, load_part
from portal.siblings import ask

MOST_CARDS = 20
blueprint = Blueprint("phases", __name__, url_prefix="/tablero")
ENTRY = Entry(Group.WORK, 5, _("Tablero"), "layout-kanban", "phases.show")


class BoardQuery(Contract):
	owner: Line | None = None


@dataclass(frozen=True)
class PhaseColumn:
	"""The campaigns of a phase that begin last, and how many there are in all."""

	phase: Phase
	campaigns: Sequence[Campaign]
	total: int | None


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show() -> ResponseReturnValue:
	"""Show the campaigns by phase."""
	query = read_query(BoardQuery)
	counts = load_part(partial(ask, campaigns_api.count_phases)) if not query.owner else None
	return render_template(
		"planning/board.html",
		columns=[build_column(phase, query, counts) for phase in Phase],
		owner=query.owner or "",
		owners=list_owners(),
		most=MOST_CARDS,
	)


def build_column(phase: Phase, query: BoardQuery, counts: Part[PhaseCounts] | None) -> PhaseColumn:
	"""Return a column."""
	asked = CampaignQuery(
		phase=phase,
		owner=query.owner,
		archive=ArchiveFilter.OPEN,
		sort="-starts_on",
		limit=MOST_CARDS,
	)
	page = ask(campaigns_api.list_campaigns, query=asked)
	known: Any = counts.value.counts if counts and counts.value else None
	total = known.get(phase, 0) if known is not None else None
	if total is None and page.next_cursor is None:
		total = len(page.items)
	return PhaseColumn(phase, page.items, total)
