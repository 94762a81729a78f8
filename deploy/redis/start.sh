#!/bin/sh
# Redis with a password, and without the commands that reach the machine (as chasqui/stack/redis.py).
# The password comes from a file: arguments and variables are seen by others. $1: where secrets are.
set -eu
umask 077
secrets=${1:-/run/secrets}
rights=$(mktemp)
digest=$(sha256sum < "$secrets/redis_password" | cut -d' ' -f1)
echo "user default on #$digest ~* &* +@all -@dangerous +info +flushdb +client|setname +client|setinfo" > "$rights"
shift $(($# > 0))
exec redis-server "$rights" --appendonly yes --maxmemory-policy noeviction "$@"
