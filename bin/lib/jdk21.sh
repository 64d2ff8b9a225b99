#!/usr/bin/env bash
# Prints where a JDK 21 is, the oldest that Chats runs on. Tests try things on it, and where no JDK
# is installed everything runs on it. Where there is none, that of Debian or Ubuntu is fetched,
# checked by its signature as always, and unpacked into a cache.
# Nothing is installed: the packages of a newer Debian would replace the C library of an older one.
set -euo pipefail
. "$(dirname "$0")/jdks.sh"
. "$(dirname "$0")/debian.sh"

installed() {
  CHATS_JDK_21=${CHATS_JDK_21:-$cached_jdk} jdks | sed -n 's/^21 //p' | head -1
}

unpack() { # into root/
  local packages="openjdk-21-jdk-headless openjdk-21-jre-headless"
  if [ "$ID" = debian ]; then
    # The first Debian that has a JDK 21, with its C library: this system may be older.
    debian_source trixie
    packages+=" libc6 libgcc-s1 libstdc++6 zlib1g patchelf"
  fi
  debian_apt update
  debian_apt download $packages
  debian_unpack .
}

certificates() { # prints a file of the authorities that this system trusts, in Java's own format
  local file
  for file in "${JAVA_HOME:-/none}/lib/security/cacerts" /etc/ssl/certs/java/cacerts; do
    if [ -r "$file" ]; then readlink -f "$file"; return; fi
  done
  echo "There are no certificates for a JDK here; install ca-certificates-java." >&2
  return 1
}

settle() { # copies into the JDK in $1 the files that an installation puts elsewhere
  local link trusted
  find "$1" -lname '/etc/java-21-openjdk/*' | while read -r link; do
    cp --remove-destination "root$(readlink "$link")" "$link"
  done
  trusted=$(certificates)
  cp --remove-destination "$trusted" "$1/lib/security/cacerts"
  rm -rf "$1/jmods"
}

bring_c_library() { # makes the JDK in $1 use a C library of its own, the one it was built for
  local own=$1/lib/debian loader program
  mkdir "$own"
  cp -P root/usr/lib/*-linux-gnu*/*.so* "$own"
  loader=$(basename "$own"/ld-linux*)
  for program in "$1"/bin/* "$1/lib/jspawnhelper"; do
    "$own/$loader" --library-path "$own" root/usr/bin/patchelf \
      --set-interpreter "$cached_jdk/lib/debian/$loader" \
      --force-rpath --set-rpath '$ORIGIN:$ORIGIN/../lib:$ORIGIN/../lib/debian:$ORIGIN/debian' "$program"
  done
}

fetch() {
  local jdk
  cd "$work"
  unpack
  jdk=$(echo root/usr/lib/jvm/java-21-openjdk-*)
  settle "$jdk"
  "$jdk/bin/java" -version 2>/dev/null || bring_c_library "$jdk"
  rm -rf "$cached_jdk"
  mv "$jdk" "$cached_jdk"
  "$cached_jdk/bin/java" -version 2>/dev/null
}

if [ -z "$(installed)" ]; then
  ID="" VERSION_CODENAME=""
  [ ! -r /etc/os-release ] || . /etc/os-release
  case $ID in
    debian | ubuntu) ;;
    *)
      echo "Please install a JDK 21, or set CHATS_JDK_21 to one: Chats has to run on it." >&2
      exit 1
      ;;
  esac
  echo "Fetching a JDK 21 (130 MB) into $cached_jdk; nothing is installed." >&2
  mkdir -p "$(dirname "$cached_jdk")"
  work=$(mktemp -d "$cached_jdk.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  fetch
fi
installed
