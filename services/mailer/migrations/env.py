from chasqui.kernel.migrations import run_migrations
from mailer.models.catalogue import METADATA

run_migrations(METADATA)
