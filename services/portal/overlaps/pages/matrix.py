"""«Clientes repetidos»: what every two campaigns share, as a matrix and pair by pair (K20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.overlaps import (
	CountedCampaign,
	OverlapFilters,
	OverlapMatrix,
	PairQuery,
)
from chasqui.contracts.endpoints.campaigns import overlaps as overlaps_api
from chasqui.kernel.security.access import grant
from portal.overlaps.lists import PAIRS, link_shared
from portal.shell.labels.formats import format_number, format_percent
from portal.shell.pages.addresses import narrow, read_query
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import load_part
from portal.siblings import ask

FEWEST = 2
blueprint = Blueprint("overlaps", __name__, url_prefix="/repetidos")
ENTRY = Entry(Group.ANALYSIS, 3, _("Clientes repetidos"), "circles-relation", "overlaps.show")


@dataclass(frozen=True)
class Crossing:
	"""What two campaigns share: `share` is of the campaign of the line."""

	count: str
	share: str
	way: str


@dataclass(frozen=True)
class Line:
	"""A campaign with what it shares with each; None stands where it meets itself."""

	campaign: CountedCampaign
	cells: Sequence[Crossing | None]


@blueprint.get("/")
@grant(Permission.CAMPAIGNS_READ)
def show() -> ResponseReturnValue:
	"""Show the campaigns that begin last side by side, and below all pairs."""
	query = read_query(PairQuery)
	filled = PAIRS.fill(query, lambda asked: ask(overlaps_api.list_pairs, query=asked))
	asked = narrow(OverlapFilters, query)
	matrix = load_part(lambda: ask(overlaps_api.show_matrix, query=asked))
	lines = build_lines(matrix.value) if matrix.value else []
	return render_template("overlaps/show.html", list=filled, matrix=matrix, lines=lines)


def build_lines(matrix: OverlapMatrix) -> list[Line]:
	"""Return the lines of the matrix; fewer than two campaigns cross nothing."""
	shared: dict[Any, int] = {}
	for pair in matrix.pairs:
		shared[pair.first.id, pair.second.id] = shared[pair.second.id, pair.first.id] = pair.members
	if len(matrix.campaigns) < FEWEST:
		return []
	return [
		Line(
			one,
			[
				None if one is other else cross(one, other, shared.get((one.id, other.id), 0))
				for other in matrix.campaigns
			],
		)
		for one in matrix.campaigns
	]


def cross(one: CountedCampaign, other: CountedCampaign, members: int) -> Crossing:
	"""Return what two campaigns share; nothing leads nowhere."""
	way = link_shared(one.id, other.id) if members else ""
	return Crossing(format_number(members), format_percent(members, one.members), way)
