"""What a store of risk records must do, whatever keeps them."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from types import TracebackType
from typing import Protocol, Self

from chasqui.kernel.texts.text import say
from risk_soap.domain.names import NameWords
from risk_soap.domain.persons import Access, Asked, RiskRecord, Trail

MOST_CANDIDATES = 100  # of each kind in a search by name, however common its words

LOCK_SECONDS = 60
DOWN = say("La central de riesgos no responde.")
BUSY = say(
	"Otra carga o borrado está en curso. Espere a que termine; "
	"si se interrumpió, en {seconds} segundos queda libre.",
	seconds=LOCK_SECONDS,
)
LOST = say("La carga estuvo detenida demasiado tiempo y perdió su turno; repítala.")
OTHER_KEY = say(
	"La llave de auditoría (CHASQUI_RISK_AUDIT_KEY) no es la de este almacén: "
	"no se reconocería a quienes pidieron que se borren sus datos."
)


class RiskStore(Protocol):
	"""Reads from one complete version of the records; every method may raise `Unavailable`.

	What is answered has been written to the audit before.
	"""

	def find(self, asked: Sequence[Asked], trail: Trail) -> list[RiskRecord | None]:
		"""Return the records of the persons asked, in their order, and write the audit."""

	def search(self, name: NameWords, enough: int) -> list[RiskRecord]:
		"""Return records whose names may answer `name`, the same words first.

		By sound only as long as fewer than `enough` were found by their words. At most
		`MOST_CANDIDATES` of each kind; where even the rarest word is very common, of a part of
		those who have it.
		"""

	def note(self, shown: Sequence[tuple[str, str]], trail: Trail) -> None:
		"""Write the audit of a search: pairs of mark and status of those shown."""

	def list_accesses(self, mark: str, since: datetime) -> Iterator[Access]:
		"""Yield the look-ups of a person, the oldest first; delete those before `since`."""

	def use_nonce(self, key: str, kept: timedelta) -> bool:
		"""Remember a key for `kept`, for all processes; False where it is remembered already."""

	def ping(self) -> None:
		"""Raise where the store does not answer."""


class RiskWriter(Protocol):
	"""The one writer of a moment, from ``with`` to its end.

	`put` and `erase` work on the version that readers see, or on the new one after `begin`.

	:raises Conflict: another is writing (code ``busy``), this one was too slow (``lost``), or
		the secret of the marks is another (``other_key``)
	"""

	def __enter__(self) -> Self: ...

	def __exit__(
		self,
		kind: type[BaseException] | None,
		error: BaseException | None,
		trace: TracebackType | None,
	) -> None:
		"""Let others write; a new version that was not published is deleted."""

	def begin(self) -> None:
		"""Begin a new version, unseen until `publish`; delete those of loads that died."""

	def put(self, records: Sequence[RiskRecord]) -> int:
		"""Write records with their index; return how many. Older never replaces newer."""

	def publish(self) -> None:
		"""Let readers see the whole new version at once, and delete the old one."""

	def erase(self, keys: Sequence[str], marks: Sequence[str]) -> bool:
		"""Remove a person from every index, and remember the marks; say if there was a record."""

	def lift(self, marks: Sequence[str]) -> bool:
		"""Let an erased person be loaded again; say whether it was erased."""

	def find_erased(self, marks: Sequence[str]) -> set[str]:
		"""Return which of the marks are of erased persons."""
