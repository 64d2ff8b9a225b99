# Functions that find the installed JDKs. Sourced by jdk.sh and jdk21.sh.

# Where a JDK 21 is unpacked when none is installed.
cached_jdk=${XDG_CACHE_HOME:-$HOME/.cache}/chats/jdk-21

jdk_major() { # the feature version of the JDK in $1, or 0
  local version
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null)
  echo "${version:-0}"
}

jdks() { # the JDKs from 21 on, one a line: feature version and folder
  local home major
  for home in "${JAVA_HOME:-}" "${CHATS_JDK_21:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$cached_jdk"; do
    major=$(jdk_major "$home")
    if [ -x "$home/bin/javac" ] && [ "$major" -ge 21 ]; then echo "$major $home"; fi
  done
}

find_jdk() { # the given JDK, the default one, or the newest one, if it is from 21 on
  local home default
  default=$(readlink -f "$(command -v javac 2>/dev/null)" 2>/dev/null)
  for home in "${JAVA_HOME:-}" "${default%/bin/javac}"; do
    if [ -n "$home" ] && [ "$(jdk_major "$home")" -ge 21 ]; then echo "$home"; return; fi
  done
  jdks | sort -n | tail -1 | cut -d' ' -f2-
}
