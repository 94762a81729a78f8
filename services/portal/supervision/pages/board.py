"""The supervisor's board: who is on what, since when, and how the day goes."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from chasqui.contracts.access import Permission
from chasqui.contracts.campaigns.board import AdvisorLine, Board, DayGoals, DayGoalsUpdate
from chasqui.contracts.endpoints.campaigns import board as board_api
from chasqui.contracts.wire import ListQuery, Page
from chasqui.kernel.security.access import grant
from portal.shell.forms.form import Form
from portal.shell.forms.form_card import FormCard
from portal.shell.forms.inputs import Line
from portal.shell.forms.layout import Fieldset, FormLayout
from portal.shell.pages.filled_list import FilledList
from portal.shell.pages.menu import Entry, Group
from portal.shell.pages.parts import notify
from portal.siblings import ask
from portal.supervision.lists import build_board

GOALS = FormLayout(
	DayGoalsUpdate,
	[
		Fieldset(
			[
				Line("calls", lazy_gettext("Llamadas"), mode="numeric"),
				Line(
					"sales", lazy_gettext("Ventas"), lazy_gettext("0 es sin meta."), mode="numeric"
				),
			]
		)
	],
)

blueprint = Blueprint("board", __name__, url_prefix="/asesores")
ENTRY = Entry(Group.WORK, 9, lazy_gettext("Asesores ahora"), "headset", "board.show")


@blueprint.get("/")
@grant(Permission.ADVISORS_WATCH)
def show() -> ResponseReturnValue:
	"""Show all advisors."""
	return render_board()


@blueprint.get("/ahora")
@grant(Permission.ADVISORS_WATCH)
def show_now() -> ResponseReturnValue:
	"""Show the table as it is now."""
	return render_template("supervision/_board.html", list=fill_board(ask(board_api.show_board)))


@blueprint.post("/")
@grant(Permission.ADVISORS_WATCH)
def set_goals() -> ResponseReturnValue:
	"""Keep what each advisor should come to in a day."""
	form = Form.read(DayGoalsUpdate, request.form)
	kept = form.save(lambda body: ask(board_api.set_goals, body=body), current=DayGoals)
	if kept is None:
		return render_board(form), 422
	notify(_("Las metas quedaron guardadas."))
	return redirect(url_for("board.show"), 303)


def render_board(form: Form[DayGoalsUpdate] | None = None) -> str:
	"""Return the page of the board."""
	board = ask(board_api.show_board)
	known = Form.show(DayGoalsUpdate, DayGoalsUpdate(**dict(board.goals)))
	card = FormCard(
		"goals",
		_("Metas del día, por asesor"),
		GOALS,
		form or known,
		_("Guardar"),
		is_collapsed=form is None,
		is_filled=True,
	)
	return render_template("supervision/board.html", list=fill_board(board), goals=card)


def fill_board(board: Board) -> FilledList[AdvisorLine]:
	"""Return the table of a board; where a file is asked, that is sent."""
	return build_board(board.goals).fill(ListQuery(), lambda _asked: Page(items=board.lines))
