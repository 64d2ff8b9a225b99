# Sets JAVA_HOME to a JDK from 21 on: the given one, the default one, the newest installed one, or
# one that is fetched. Sourced by the other scripts, in the root of the repository.
. bin/lib/jdks.sh

found_jdk=$(find_jdk)
if [ -z "$found_jdk" ]; then
  echo "Chats needs a JDK from 21 on, and none was found." >&2
  # An older one in JAVA_HOME is no use, and the programs of the unpacked one would look at it.
  found_jdk=$(unset JAVA_HOME && bin/lib/jdk21.sh) || found_jdk=""
fi
if [ -z "$found_jdk" ]; then
  echo "Install a JDK from 21 on, or set JAVA_HOME to it." >&2
  exit 1
fi
export JAVA_HOME=$found_jdk
