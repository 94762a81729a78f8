"""What may be done to a job from its pages: declared by each kind, drawn by the panel."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _

from chasqui.contracts.access import Permission
from chasqui.contracts.jobs import Job, JobAct, JobActRequest, JobStage
from chasqui.kernel.errors import Invalid
from chasqui.kernel.security.access import grant
from portal.session.staff import find_person
from portal.shell.lists.filters import Chips
from portal.shell.pages.menu import may_open
from portal.shell.pages.parts import notify, notify_refusals
from portal.shell.pages.questions import Question

NOTICES: Mapping[JobAct, Any] = {
	JobAct.PAUSE: _("Quedó en pausa."),
	JobAct.RESUME: _("Continúa desde donde quedó."),
	JobAct.CANCEL: _("Se canceló."),
	JobAct.RETRY: _("Se intenta otra vez, desde donde quedó."),
}

LEAVE = _("Dejarlo como está")
STAGES = Chips("stage", _("Trabajos según cómo van"), JobStage)
"""Stands above every list of jobs of one kind."""


@dataclass(frozen=True)
class JobPages:
	"""`rule` is a job's address below its blueprint; what it names goes to `act` and `find`.

	`lost` says, before a job is cancelled, what stays and what cannot be undone.
	"""

	rule: str
	needs: Permission
	act: Callable[..., object]
	"""Asks the service: the body, then what the address names."""
	find: Callable[..., str]
	"""Returns where the job is shown."""
	question: Any = ""
	"""The title of what is asked before it is cancelled; a kind without one is never."""
	lost: Sequence[Any] = ()
	no: Any = LEAVE
	name: Callable[..., Any] | None = None
	"""Returns what this very job is called, by place: said first where a page shows several."""
	notices: Mapping[JobAct, Any] = field(default_factory=dict)
	"""What is said instead of the usual after an act."""

	def add_to(self, blueprint: Blueprint) -> None:
		"""Give a blueprint the routes `act` and, where the kind is cancelled, `ask_cancel`."""

		@grant(self.needs)
		def act(**place: Any) -> ResponseReturnValue:
			"""Do what a button of the panel says."""
			with notify_refusals():
				wanted = read_act()
				self.act(JobActRequest(action=wanted), **place)
				notify(self.notices.get(wanted, NOTICES[wanted]))
			return redirect(self.find(**place), 303)

		@grant(self.needs)
		def ask_cancel(**place: Any) -> ResponseReturnValue:
			"""Ask whether to end a job for good."""
			action = url_for(f"{blueprint.name}.act", **place)
			return self._ask(action, self.find(**place), self.name(**place) if self.name else "")

		blueprint.add_url_rule(f"{self.rule}/accion", "act", act, methods=["POST"])
		if self.question:
			blueprint.add_url_rule(f"{self.rule}/cancelar", "ask_cancel", ask_cancel)

	def _ask(self, action: str, back: str, name: Any) -> str:
		return Question(
			title=self.question,
			texts=[name, *self.lost, _("Un trabajo cancelado no se puede reanudar.")],
			action=action,
			fields={"action": JobAct.CANCEL.value},
			yes=self.question,
			no=self.no,
			back=back,
			icon="ban",
		).render()


def read_act() -> JobAct:
	"""Return what the button asks.

	:raises Invalid: there is no such act
	"""
	wanted = next((one for one in JobAct if one == request.form.get("action")), None)
	if wanted is None:
		raise Invalid(_("Esa acción no existe."))
	return wanted


def list_acts(job: Job | None, pages: str) -> list[JobAct]:
	"""Return what this person may do to a job now; `pages` names the blueprint of its kind."""
	person = find_person()
	if job is None or person is None or f"{pages}.act" not in current_app.view_functions:
		return []
	return job.acts if may_open(person, f"{pages}.act") else []


def is_busy(job: Job | None) -> bool:
	"""Return whether a worker is at it, or will be: its part of the page comes anew."""
	return job is not None and job.is_busy
