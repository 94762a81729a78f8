#!/bin/sh
# First start of the database server: a role and a database for each service that owns data.
set -eu
for name in customers campaigns mailer; do
	psql --set=ON_ERROR_STOP=1 --set=name="$name" \
		--set=secret="$(cat "/run/secrets/${name}_database_password")" <<'SQL'
CREATE ROLE :"name" LOGIN PASSWORD :'secret';
CREATE DATABASE :"name" OWNER :"name" LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' TEMPLATE template0;
SQL
done
