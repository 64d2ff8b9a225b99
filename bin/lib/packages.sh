# Installs packages of Debian or Ubuntu. Sourced by the other scripts.

install_packages() { # those named in $1, saying so first; nothing if there are none
  local packages=$1 sudo=""
  [ -n "$packages" ] || return 0
  if ! command -v apt-get >/dev/null; then
    echo "Please install these (there is no apt-get here to do it):" $packages >&2
    return 1
  fi
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "Installing packages:" $packages >&2
  # The packages would start system services; only private processes are wanted.
  local policy=/usr/sbin/policy-rc.d made=""
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
    $sudo chmod +x "$policy"
    made=yes
  fi
  $sudo apt-get update -qq >&2
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
  [ -z "$made" ] || $sudo rm -f "$policy"
}
