#!/usr/bin/env bash
# Prints where the newest MySQL is that tests start, a 9.7 or later: that of Debian's unstable
# release. Where there is none it is fetched, checked by its signature as always, and unpacked into a
# cache with the libraries it was built for. Nothing is installed.
set -euo pipefail
. "$(dirname "$0")/debian.sh"

cached_mysql=${XDG_CACHE_HOME:-$HOME/.cache}/chats/mysql-9.7 # as in MySqlHome

programs() { # writes into bin/ what starts the programs with their own C library
  local program
  mkdir -p mysql/bin
  for program in mysqld mysql mysqldump; do
    cat >"mysql/bin/$program" <<'PROGRAM'
#!/bin/sh
home=$(dirname "$(readlink -f "$0")")/..
exec "$home/lib/own/ld-linux-x86-64.so.2" --library-path "$home/lib/own" \
  "$home/libexec/$(basename "$0")" "$@"
PROGRAM
    chmod +x "mysql/bin/$program"
  done
}

settle() { # lays out root/ as mysqld looks for its files below --basedir
  mkdir -p mysql/lib mysql/libexec mysql/share
  mv root/usr/lib/x86_64-linux-gnu mysql/lib/own
  mv root/usr/lib/mysql mysql/lib/mysql
  mv root/usr/share/mysql mysql/share/mysql
  mv root/usr/sbin/mysqld root/usr/bin/mysql root/usr/bin/mysqldump mysql/libexec
  rm -rf mysql/lib/own/{perl,perl-base,gconv}
  programs
}

fetch() {
  cd "$work"
  debian_source unstable
  debian_apt update
  debian_apt install -y --download-only --no-install-recommends mysql-server-core mysql-client-core
  debian_unpack cache/archives
  settle
  mysql/bin/mysqld --no-defaults --version >/dev/null
  rm -rf "$cached_mysql"
  mv mysql "$cached_mysql"
}

if [ -n "${CHATS_MYSQL_97:-}" ]; then
  echo "$CHATS_MYSQL_97"
  exit
fi
if [ ! -x "$cached_mysql/bin/mysqld" ]; then
  ID="" VERSION_CODENAME=""
  [ ! -r /etc/os-release ] || . /etc/os-release
  if [ "$ID $(uname -sm)" != "debian Linux x86_64" ]; then
    echo "Please set CHATS_MYSQL_97 to the folder of a MySQL 9.7 or later: there is none to fetch." >&2
    exit 1
  fi
  echo "Fetching the newest MySQL for tests (70 MB) into $cached_mysql; nothing is installed." >&2
  mkdir -p "$(dirname "$cached_mysql")"
  work=$(mktemp -d "$cached_mysql.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  fetch
fi
echo "$cached_mysql"
