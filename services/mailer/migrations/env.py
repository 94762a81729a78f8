from chasqui.kernel.migrations import run_migrations
from mailer.models import METADATA

run_migrations(METADATA)
