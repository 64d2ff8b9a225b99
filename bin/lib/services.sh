# Installs the programs that tests and bin/services start privately. Sourced by the other scripts,
# in the root of the repository.
. bin/lib/packages.sh

missing_packages() {
  export PATH="$PATH:/usr/sbin:/usr/local/sbin"
  command -v nats-server >/dev/null || echo nats-server
  command -v mariadbd >/dev/null || echo mariadb-server
  command -v redis-server >/dev/null || echo redis-server
}

missing_test_packages() {
  command -v nginx >/dev/null || echo nginx
  command -v haproxy >/dev/null || echo haproxy
  # For the MySQL that bin/lib/mysql.sh fetches.
  ldconfig -p | grep -q 'libaio\.so\.1' || echo libaio1
  ldconfig -p | grep -q 'libnuma\.so\.1' || echo libnuma1
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null ||
    command -v google-chrome >/dev/null || browser_package
}

browser_package() { # Ubuntu has Chromium under another name, as a snap
  if grep -q '^ID=ubuntu$' /etc/os-release 2>/dev/null; then echo chromium-browser; else echo chromium; fi
}

install_services() {
  install_packages "$(missing_packages)"
}

install_for_tests() {
  install_packages "$(missing_packages; missing_test_packages)"
}
