# Installs the programs that tests and bin/services start privately. Sourced by the other scripts.

missing_packages() {
  export PATH="$PATH:/usr/sbin:/usr/local/sbin"
  command -v nats-server >/dev/null || echo nats-server
  command -v mariadbd >/dev/null || echo mariadb-server
  command -v redis-server >/dev/null || echo redis-server
}

missing_test_packages() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || echo chromium
}

install_services() {
  install_packages "$(missing_packages)"
}

install_for_tests() {
  install_packages "$(missing_packages; missing_test_packages)"
}

install_packages() {
  local packages=$1 sudo=""
  [ -z "$packages" ] && return
  if ! command -v apt-get >/dev/null; then
    echo "Please install these (there is no apt-get here to do it):" $packages >&2
    return 1
  fi
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  echo "Installing" $packages
  # The packages would start system services; only private processes are wanted.
  local policy=/usr/sbin/policy-rc.d made=""
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' | $sudo tee "$policy" >/dev/null
    $sudo chmod +x "$policy"
    made=yes
  fi
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages >/dev/null
  [ -z "$made" ] || $sudo rm -f "$policy"
}
