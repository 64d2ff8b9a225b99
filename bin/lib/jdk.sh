# Sets JAVA_HOME to a JDK from 21 on: the given one, the default one, or the newest installed one.
# Sourced by the other scripts.

jdk_major() { # the feature version of the JDK in $1, or 0
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  echo "${version:-0}"
}

jdks() { # the installed JDKs from 21 on, one a line: feature version and folder
  local home major
  for home in "${JAVA_HOME:-}" "${CHATS_JDK_21:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    major=$(jdk_major "$home")
    if [ -x "$home/bin/javac" ] && [ "$major" -ge 21 ]; then echo "$major $home"; fi
  done
}

find_jdk() {
  local home default
  default=$(readlink -f "$(command -v javac 2>/dev/null)" 2>/dev/null)
  for home in "${JAVA_HOME:-}" "${default%/bin/javac}"; do
    if [ -n "$home" ] && [ "$(jdk_major "$home")" -ge 21 ]; then echo "$home"; return; fi
  done
  jdks | sort -n | tail -1 | cut -d' ' -f2-
}

JAVA_HOME=$(find_jdk)
if [ -z "$JAVA_HOME" ]; then
  echo "Chats needs a JDK from 21 on, and none was found; install one, or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME
