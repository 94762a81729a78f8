from campaigns.models import METADATA
from chasqui.kernel.migrations import run_migrations

run_migrations(METADATA)
