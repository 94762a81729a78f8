"""What a person decides about an import: columns, dry run, start, pause, end."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from chasqui.contracts import queues
from chasqui.contracts.customers.audit import AuditAction
from chasqui.contracts.customers.imports import (
	CUSTOM_PREFIX,
	TARGET_IGNORED,
	AmountWriting,
	Certainty,
	CustomTarget,
	GuessSource,
	ImportCheck,
	ImportColumn,
	ImportColumns,
	ImportKind,
	ImportPlan,
	ImportProgress,
	ImportState,
)
from chasqui.contracts.customers.profiles import CustomFieldFields
from chasqui.contracts.jobs import JobAct
from chasqui.kernel.errors import Conflict, Invalid
from chasqui.kernel.jobs.repository import TOO_LATE
from chasqui.kernel.tasks.messages import Publisher
from chasqui.kernel.texts.text import say
from customers.audit.domain import Actor
from customers.audit.use_cases import Auditor
from customers.consent.repositories import ConsentRepository
from customers.imports.domain.columns import sign_header
from customers.imports.domain.field_names import name_field
from customers.imports.domain.guesses import Guess, guess_targets
from customers.imports.domain.kinds import MAPPED, MappedKind
from customers.imports.models.import_job import ImportJobRow
from customers.imports.repositories.changes import ImportChangeRepository
from customers.imports.repositories.jobs import ImportRepository
from customers.imports.repositories.memory import ImportMemoryRepository
from customers.imports.use_cases.import_service import describe_job
from customers.imports.use_cases.tables import (
	check_targets,
	keep_known,
	read_custom,
	read_head,
	settle_amounts,
)

ITEMS_STAY = say(
	"Una importación de artículos no se deshace: sus precios y existencias ya son parte de la "
	"historia de cada uno. Corríjalos en el catálogo; un borrador se puede borrar."
)
NOTHING_BEFORE = say(
	"No hay nada que devolver: la importación no cambió a quienes ya existían, o pasaron los días "
	"en que se guarda lo de antes."
)
NOTHING_BROUGHT = say("No hay nada que sacar: la importación no trajo ninguna venta.")
SHOWN_SAMPLES = 3
LONGEST_SAMPLE = 60
OPEN = (ImportState.MAPPING, ImportState.CHECKED)


class ImportWizardService:
	def __init__(
		self,
		session: Session,
		imports: ImportRepository,
		memory: ImportMemoryRepository,
		changes: ImportChangeRepository,
		consents: ConsentRepository,
		publisher: Publisher,
		auditor: Auditor,
	) -> None:
		self._session = session
		self._imports = imports
		self._memory = memory
		self._changes = changes
		self._consents = consents
		self._publisher = publisher
		self._auditor = auditor

	def show_columns(self, import_id: int) -> ImportColumns:
		"""Return the file's columns with what they hold and where they seem to go.

		:raises NotFound: there is no such import
		:raises Conflict: it waits for nobody
		"""
		job = self._get_open(import_id)
		header, rows = job.header, read_head(job, self._imports.read_head(import_id))
		guesses, amounts = self._guess(job, header, rows)
		columns = [
			ImportColumn(
				index=index,
				header=header[index],
				samples=_pick_samples(rows, index),
				target=guess.target,
				guessed_by=guess.source,
				certainty=guess.certainty,
				doubted=guess.doubted,
			)
			for index, guess in enumerate(guesses)
		]
		custom = self._read_custom(job)
		return ImportColumns(
			kind=ImportKind(job.kind),
			columns=columns,
			amounts=amounts,
			custom=[
				CustomTarget(target=CUSTOM_PREFIX + key, label=field.label)
				for key, field in custom.items()
			],
			evidence=self._consents.find_evidence(job.evidence_id),
		)

	def check(self, import_id: int, plan: ImportPlan, actor: Actor) -> ImportProgress:
		"""Settle the columns and begin the dry run.

		They are remembered for the next file like it once this one has come in.

		:raises NotFound: there is no such import
		:raises Conflict: it waits for nobody
		:raises Invalid: the targets do not fit the file
		"""
		job = self._get_open(import_id)
		self._check_plan(job, plan)
		job.targets, job.mode, job.amounts = plan.targets, plan.mode.value, plan.amounts.value
		job.amounts = self._settle_writing(job).value
		job.evidence_id = None
		if plan.evidence is not None and job.kind == ImportKind.CUSTOMERS:
			job.evidence_id = self._consents.add_evidence(plan.evidence, actor.subject)
		job.found, job.bytes_read = {}, 0
		job.state = ImportState.CHECKING.value
		self._session.flush()
		return self._nudge(job)

	def show_check(self, import_id: int) -> ImportCheck:
		""":raises NotFound: there is no such import, or it was not tried"""
		job = self._imports.get(import_id)
		check = ImportCheck.model_validate(job.found)
		for one in check.faults:
			one.label = str(name_field(ImportKind(job.kind), one.field))
		return check

	def run(self, import_id: int, actor: Actor) -> ImportProgress:
		"""Begin what was tried.

		:raises Conflict: it was not tried, or runs already
		"""
		job = self._imports.get(import_id)
		if not self._imports.start(import_id):
			raise Conflict(TOO_LATE, code="bad_state")
		self._session.refresh(job)
		self._auditor.note(actor, AuditAction.IMPORTED, import_id=job.id, mode=job.mode)
		return self._nudge(job)

	def undo(self, import_id: int, actor: Actor) -> ImportProgress:
		"""Begin to give customers who were there back what they had, or to take sales out again.

		:raises NotFound: there is no such import
		:raises Conflict: it is of items, has not come in, is being undone, or nothing is left of it
		"""
		job = self._imports.get(import_id)
		if job.kind == ImportKind.SERVICES:
			raise Conflict(ITEMS_STAY, code="items_stay")
		if not self._count_waiting(job):
			message = NOTHING_BROUGHT if job.kind == ImportKind.SALES else NOTHING_BEFORE
			raise Conflict(message, code="nothing_to_undo")
		if not self._imports.start_undo(import_id):
			raise Conflict(TOO_LATE, code="bad_state")
		self._session.refresh(job)
		self._auditor.note(actor, AuditAction.IMPORTED, import_id=job.id, mode="undo")
		return self._nudge(job)

	def _count_waiting(self, job: ImportJobRow) -> int:
		if job.kind == ImportKind.SALES:
			return 0 if job.state == ImportState.UNDONE else job.created
		waiting, _undone, _conflicts = self._changes.count(job.id)
		return waiting

	def act(self, import_id: int, act: JobAct) -> ImportProgress:
		"""Pause after the last whole batch, resume, cancel, or retry what no file was to blame for.

		What a cancelled import has brought stays; its file is deleted.

		:raises NotFound: there is no such import
		:raises Conflict: its state does not allow it
		"""
		job = self._imports.steer(import_id, act)
		if act is JobAct.CANCEL:
			self._imports.delete_file(import_id)
		return self._nudge(job) if job.state in self._imports.busy else describe_job(job)

	def _guess(
		self, job: ImportJobRow, header: list[str], rows: list[list[str]]
	) -> tuple[list[Guess], AmountWriting | None]:
		"""Return targets and writing: those settled before, those remembered, or guesses."""
		mapped, custom = MAPPED[ImportKind(job.kind)], self._read_custom(job)
		if job.targets:
			return _drop_unknown(_remember(job.targets), mapped, custom), AmountWriting(job.amounts)
		known = self._memory.find(sign_header(header))
		if known is not None and len(known.targets) != len(header):
			known = None
		found = _remember(known.targets) if known else guess_targets(header, rows, mapped.rules)
		guesses = _drop_unknown(found, mapped, custom)
		targets = [one.target for one in guesses]
		amounts = settle_amounts(job, mapped, targets, rows, custom)
		# What an earlier file was is no proof of how this one writes, where it shows it.
		if known and amounts in (None, AmountWriting.AUTO):
			amounts = AmountWriting(known.amounts)
		return guesses, amounts

	def _settle_writing(self, job: ImportJobRow) -> AmountWriting:
		"""Return how amounts are written: as was said, or as the columns that were chosen say."""
		rows = read_head(job, self._imports.read_head(job.id))
		mapped = MAPPED[ImportKind(job.kind)]
		found = settle_amounts(job, mapped, job.targets or [], rows, self._read_custom(job))
		return found or AmountWriting.AUTO

	def _read_custom(self, job: ImportJobRow) -> dict[str, CustomFieldFields]:
		"""Return the company's own fields to which columns of a file may go."""
		has_custom = MAPPED[ImportKind(job.kind)].has_custom
		return read_custom(self._session) if has_custom else {}

	def _check_plan(self, job: ImportJobRow, plan: ImportPlan) -> None:
		if len(plan.targets) != len(job.header):
			message = say("El archivo tiene {count} columnas.", count=len(job.header))
			raise Invalid(message, code="bad_targets")
		mapped = MAPPED[ImportKind(job.kind)]
		custom = {CUSTOM_PREFIX + key for key in self._read_custom(job)}
		unknown = [one for one in plan.targets if one not in mapped.targets | custom]
		if unknown:
			raise Invalid(
				say("No hay ningún destino «{unknown}».", unknown=unknown[0]), code="unknown_target"
			)
		check_targets(mapped, plan.targets)

	def _get_open(self, import_id: int) -> ImportJobRow:
		job = self._imports.get(import_id, lock=True)
		if job.state not in OPEN or ImportKind(job.kind) not in MAPPED:
			raise Conflict(say("Esta importación ya no espera sus columnas."), code="not_open")
		return job

	def _nudge(self, job: ImportJobRow) -> ImportProgress:
		self._publisher.publish_after_commit(
			self._session, queues.CUSTOMERS_RUN_IMPORT, queues.CUSTOMERS_QUEUE, import_id=job.id
		)
		return describe_job(job)


def _drop_unknown(
	guesses: list[Guess], mapped: MappedKind, custom: Mapping[str, CustomFieldFields]
) -> list[Guess]:
	"""Return the guesses without what is no target of the kind, or no field that is in use."""
	named = [one.target for one in guesses]
	known = [
		one if one in mapped.targets or one.startswith(CUSTOM_PREFIX) else TARGET_IGNORED
		for one in keep_known(named, custom)
	]
	return [guess.choose(target) for target, guess in zip(known, guesses, strict=True)]


def _remember(targets: Sequence[str]) -> list[Guess]:
	sure = Guess(source=GuessSource.REMEMBERED, certainty=Certainty.SURE)
	return [sure.choose(target) for target in targets]


def _pick_samples(rows: list[list[str]], index: int) -> list[str]:
	values = dict.fromkeys(row[index].strip()[:LONGEST_SAMPLE] for row in rows if index < len(row))
	return [value for value in values if value][:SHOWN_SAMPLES]
