# Installs Maven where it is missing (Debian, Ubuntu), and picks the JDK it runs on. Sourced by the
# scripts that build, in the root of the repository. Maven comes first: its package brings the
# certificates that a fetched JDK needs.
. bin/lib/packages.sh

command -v mvn >/dev/null || install_packages maven
. bin/lib/jdk.sh
if [ "$(jdk_major "$JAVA_HOME")" -ge 24 ]; then
  # A library of Maven's calls what newer JDKs warn of; the warning says nothing about this build.
  export MAVEN_OPTS="--sun-misc-unsafe-memory-access=allow ${MAVEN_OPTS:-}"
fi
