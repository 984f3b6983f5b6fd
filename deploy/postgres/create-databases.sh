#!/bin/sh
# Runs once, when the volume is empty. Temporal and temporal-kyc get a role and databases of their own, so that neither can read the other's.
set -eu

create() {
  role=$1 password=$2
  shift 2
  psql --quiet --set=ON_ERROR_STOP=1 --set=role="$role" --set=password="$password" <<'SQL'
CREATE ROLE :"role" LOGIN PASSWORD :'password';
SQL
  for database; do
    psql --quiet --set=ON_ERROR_STOP=1 --set=role="$role" --set=database="$database" <<'SQL'
CREATE DATABASE :"database" OWNER :"role";
REVOKE CONNECT ON DATABASE :"database" FROM PUBLIC;
SQL
  done
}

export PGUSER="$POSTGRES_USER"
create temporal "$TEMPORAL_DB_PASSWORD" temporal temporal_visibility
create kyc "$KYC_DB_PASSWORD" kyc
