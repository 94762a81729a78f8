"""Plays the engine of long work: how a job is shown, and what an act makes of it."""

from collections.abc import Collection, Iterable
from typing import Any

from flask import request

from chasqui.contracts.jobs import Job, JobAct, JobActRequest, JobKind, JobStage
from chasqui.kernel.errors import Conflict
from chasqui.kernel.texts.text import say

EVERY = frozenset(JobAct)
AFTER = {
	JobAct.PAUSE: "paused",
	JobAct.RESUME: "running",
	JobAct.CANCEL: "cancelled",
	JobAct.RETRY: "running",
}


def describe_job(
	kind: JobKind, shown: Any, busy: Collection[str], known: Collection[JobAct] = EVERY, **more: Any
) -> Job:
	"""Return a job as its kind's answer has it; `known` are the acts of the kind."""
	now: list[JobAct] = []
	if shown.state in busy:
		now = [JobAct.PAUSE, JobAct.CANCEL]
	elif shown.state == "paused":
		now = [JobAct.RESUME, JobAct.CANCEL]
	elif shown.state == "failed":
		now = [JobAct.RETRY]
	told = {name: getattr(shown, name, None) for name in ("id", "state", "total", "error")}
	acts = [one for one in now if one in known]
	done = getattr(shown, "done", 0)
	values = {**told, "kind": kind, "is_busy": shown.state in busy, "done": done, "acts": acts}
	return Job.model_validate({**values, **more})


def read_stage(rows: Iterable[Any]) -> list[Any]:
	"""Return the jobs that stand where the query asks for them."""
	stage = request.args.get("stage")
	meant = {
		JobStage.OPEN: lambda row: row.finished_at is None,
		JobStage.ENDED: lambda row: row.finished_at is not None,
		JobStage.FAILED: lambda row: row.state == "failed",
	}
	return [row for row in rows if stage is None or meant[JobStage(stage)](row)]


def read_change(job: Job | None) -> str:
	"""Return the state after the act that is asked for.

	:raises Conflict: the job's state does not allow it
	"""
	act = JobActRequest.model_validate_json(request.get_data()).action
	if job is None or act not in job.acts:
		raise Conflict(say("Ya no está en un estado que permita esa acción."), code="bad_state")
	return AFTER[act]
