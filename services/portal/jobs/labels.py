"""What the kinds of long work are called."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from chasqui.contracts.jobs import JobKind, JobStage
from portal.shell.labels.label import Label
from portal.shell.labels.words import Words

PAIRS: tuple[tuple[StrEnum, Label], ...] = (
	(JobKind.IMPORT, Label(_("Importación"), icon="file-import")),
	(JobKind.BULK, Label(_("Acción sobre muchos"), icon="users")),
	(JobKind.DUPLICATES, Label(_("Búsqueda de duplicados"), icon="search")),
	(JobKind.ERASURE, Label(_("Borrado de datos"), icon="trash")),
	(JobKind.REVIEW, Label(_("Revisión de riesgo"), icon="shield-search")),
	(JobKind.AUDIENCE, Label(_("Audiencia"), icon="users")),
	(JobKind.RUN, Label(_("Envío"), icon="send")),
	(JobStage.OPEN, Label(_("Sin terminar"))),
	(JobStage.ENDED, Label(_("Terminados"))),
	(JobStage.FAILED, Label(_("Fallidos"))),
)
WORDS = Words(PAIRS)
