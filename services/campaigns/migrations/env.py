from campaigns.features import load_metadata
from chasqui.kernel.data.migrations import run_migrations

run_migrations(load_metadata())
