#!/usr/bin/env bash
# Prints where a JDK 21 is, the oldest that Chats runs on; the tests try things on it. Where none is
# installed, Debian's is fetched, checked by its signature as always, and unpacked into a cache.
# Nothing is installed: the packages of a newer Debian would replace the C library of an older one.
set -euo pipefail
. "$(dirname "$0")/jdk.sh"

cached=${XDG_CACHE_HOME:-$HOME/.cache}/chats/jdk-21

installed() {
  CHATS_JDK_21=${CHATS_JDK_21:-$cached} jdks | sed -n 's/^21 //p' | head -1
}

mirror() { # where this system has its packages from
  apt-get indextargets --format '$(CODENAME) $(SITE)' 'Created-By: Packages' |
    sed -n "s/^$VERSION_CODENAME //p" | head -1
}

apt() { # apt-get with sources, lists and records of its own in the current folder
  apt-get -qq -o Dir::Etc::SourceList="$PWD/sources.list" -o Dir::Etc::SourceParts=- \
    -o Dir::State::Lists="$PWD/lists" -o Dir::State::Status="$PWD/status" -o Dir::Cache="$PWD/cache" \
    -o APT::Sandbox::User=root -o Acquire::Languages=none -o Acquire::Retries=2 \
    -o Acquire::http::Timeout=20 "$@" >&2
}

unpack() { # into root/
  mkdir -p lists/partial cache/archives/partial
  touch status
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(mirror) trixie main" >sources.list
  apt update
  apt download openjdk-21-jdk-headless openjdk-21-jre-headless libc6 libgcc-s1 libstdc++6 zlib1g patchelf
  local package
  for package in ./*.deb; do dpkg-deb -x "$package" root; done
}

settle() { # makes the JDK in $1 do without what an installation adds beside it
  local link
  find "$1" -lname '/etc/java-21-openjdk/*' | while read -r link; do
    cp --remove-destination "root$(readlink "$link")" "$link"
  done
  cp --remove-destination "$(readlink -f "$JAVA_HOME/lib/security/cacerts")" "$1/lib/security/cacerts"
  rm -rf "$1/jmods"
}

bring_c_library() { # makes the JDK in $1 use the C library that it was made for
  local own=$1/lib/debian loader program
  mkdir "$own"
  cp -P root/usr/lib/*-linux-gnu*/*.so* "$own"
  loader=$(basename "$own"/ld-linux*)
  for program in "$1"/bin/* "$1/lib/jspawnhelper"; do
    "$own/$loader" --library-path "$own" root/usr/bin/patchelf \
      --set-interpreter "$cached/lib/debian/$loader" \
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
  rm -rf "$cached"
  mv "$jdk" "$cached"
  "$cached/bin/java" -version 2>/dev/null
}

if [ -z "$(installed)" ]; then
  ID="" VERSION_CODENAME=""
  [ ! -r /etc/os-release ] || . /etc/os-release
  if [ "$ID" != debian ]; then
    echo "Please install a JDK 21, or set CHATS_JDK_21 to one, so that it is tested what runs on it." >&2
    exit 1
  fi
  echo "Fetching a JDK 21 into $cached" >&2
  mkdir -p "$(dirname "$cached")"
  work=$(mktemp -d "$cached.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  fetch
fi
installed
