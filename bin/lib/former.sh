#!/usr/bin/env bash
# Prints where an unpacked distribution of a former version is, built from this repository's history
# into a cache: that of the commit in $1, or of the last release. A checkout without that history has
# none; tests of upgrades say then that they did not run.
set -euo pipefail
cd "$(dirname "$0")/../.."
. bin/lib/maven.sh

cache=${XDG_CACHE_HOME:-$HOME/.cache}/chats
# The last state before migration 4, for as long as there is no release.
unreleased=b601a4b3df5264f04ab0cf03b2497a4d5740ebcb

former_version() {
  git describe --tags --match 'v[0-9]*' --abbrev=0 HEAD^ 2>/dev/null || echo "$unreleased"
}

build() { # the distribution of commit $1 into folder $2
  local work
  work=$(mktemp -d "$2.XXXXXX")
  trap "rm -rf '$work'" EXIT
  mkdir "$work/source" "$work/unpacked"
  git archive "$1" | tar xf - -C "$work/source"
  (cd "$work/source" && mvn -B -ntp -q package -pl chats-launcher -am -DskipTests -Dexec.skip \
    -Dmaven.javadoc.skip >&2)
  tar xzf "$work"/source/chats-launcher/target/*.tar.gz -C "$work/unpacked"
  mv "$work"/unpacked/* "$2"
}

if ! commit=$(git rev-parse --verify --quiet "${1:-$(former_version)}^{commit}"); then
  echo "There is no former version here to upgrade from: this checkout lacks the history." >&2
  exit 1
fi
former=$cache/former-${commit:0:12}
if [ ! -d "$former/lib" ]; then
  echo "Building the former version, ${commit:0:12}, into $former." >&2
  mkdir -p "$cache"
  build "$commit" "$former"
fi
echo "$former"
