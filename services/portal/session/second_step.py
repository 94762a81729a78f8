"""What waits for a code: a sign-in after its password, and a second factor that is set up.

It travels sealed with the session. Nobody has signed in by it: the ticket opens only its step.
"""

import time
from dataclasses import dataclass

from flask import session

from chasqui.contracts.campaigns.second_factor import Enrolment, SecondStep, StepKind

STEP, ENROLMENT = "second_step", "enrolment"


@dataclass(frozen=True)
class WaitingStep:
	"""`way` is where the person was going."""

	ticket: str
	way: str


def keep_step(step: SecondStep, way: str) -> None:
	"""Have a sign-in wait for its second step; nothing of an earlier session stays."""
	session.clear()
	ends_at = int(time.time()) + step.expires_in
	session[STEP] = {"kind": step.kind, "ticket": step.ticket, "way": way, "ends_at": ends_at}


def find_step(kind: StepKind) -> WaitingStep | None:
	"""Return the sign-in that waits for a step of this kind; an old one waits no more."""
	kept = session.get(STEP)
	if not kept or kept["kind"] != kind or kept["ends_at"] < time.time():
		return None
	return WaitingStep(kept["ticket"], kept["way"])


def keep_enrolment(enrolment: Enrolment) -> None:
	"""Remember the factor that is being set up, for its page."""
	session[ENROLMENT] = enrolment.model_dump(mode="json")


def find_enrolment() -> Enrolment | None:
	"""Return the factor that is being set up."""
	kept = session.get(ENROLMENT)
	return Enrolment.model_validate(kept, extra="ignore") if kept else None


def drop_enrolment() -> None:
	"""Drop the factor that was being set up: it is on, or given up."""
	session.pop(ENROLMENT, None)
