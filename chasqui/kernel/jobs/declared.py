"""What a kind of job declares, once, beside its table; and how it is therefore shown."""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import ColumnElement

from chasqui.contracts.jobs import Job, JobAct, JobKind
from chasqui.kernel.jobs.acts import Change
from chasqui.kernel.jobs.columns import JobMixin

Row = TypeVar("Row", bound=JobMixin)


class DeclaredJob(Generic[Row]):
	"""One kind of job: which table, which rows may be worked on and as what, what people may do."""

	row: ClassVar[Any]
	"""A mapped class with `JobMixin` and an `id`."""
	kind: ClassVar[JobKind]
	busy: ClassVar[tuple[str, ...]]
	"""The states in which a worker goes on with it by itself."""
	is_open: ClassVar[ColumnElement[bool]]
	"""Which rows are so."""
	acts: ClassVar[Mapping[JobAct, Change]] = {}
	"""What a person may do to it."""
	measured: ClassVar[tuple[str, str] | None] = ("done", "total")
	"""The columns that say how far it is, if anybody knows."""
	explained: ClassVar[str] = "error"
	"""The column that says to people why it does not go on."""
	claimed: ClassVar[Mapping[str, object]] = {}
	"""What a row becomes when somebody begins."""
	ended: ClassVar[str] = "finished_at"
	"""The column of the instant at which `finish` ended it."""
	shows_presence: ClassVar[bool] = False
	"""Claimed on a connection of the holder's own, which shows at once that the holder is gone."""

	@classmethod
	def describe(cls, job: Row) -> Job:
		"""Return how a job is shown, whatever its kind."""
		row: Any = job
		done, total = cls.measured or ("", "")
		return Job(
			kind=cls.kind,
			id=row.id,
			state=row.state,
			is_busy=row.state in cls.busy,
			done=getattr(row, done, 0),
			total=getattr(row, total, None),
			error=getattr(row, cls.explained),
			acts=[act for act, change in cls.acts.items() if change.is_allowed(row)],
		)
