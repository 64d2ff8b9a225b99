# Fetches packages of another release than this system's, to unpack and not to install: the packages
# of a newer Debian would replace the C library of an older one. Sourced by the scripts that do so,
# which run its functions in a new folder that they delete.
# Debian's own keys check what is fetched, as always.

debian_mirror() { # prints the site that this system gets its packages from
  apt-get indextargets --format '$(CODENAME) $(SITE)' 'Created-By: Packages' |
    sed -n "s/^$VERSION_CODENAME //p" | head -1
}

# The options that replace this system's sources; none until debian_source is called.
debian_sources=()

debian_source() { # takes packages from Debian's release $1 alone
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $(debian_mirror) $1 main" >sources.list
  debian_sources=(-o Dir::Etc::SourceList="$PWD/sources.list" -o Dir::Etc::SourceParts=-)
}

debian_apt() { # apt-get with lists, a cache and records of its own in the current folder
  mkdir -p lists/partial cache/archives/partial
  touch status
  apt-get -qq "${debian_sources[@]}" -o Dir::State::Lists="$PWD/lists" \
    -o Dir::State::Status="$PWD/status" -o Dir::Cache="$PWD/cache" -o APT::Sandbox::User=root \
    -o Acquire::Languages=none -o Acquire::Retries=2 -o Acquire::http::Timeout=20 "$@" >&2
}

debian_unpack() { # unpacks the packages in $1 into root/
  local package
  for package in "$1"/*.deb; do dpkg-deb -x "$package" root; done
}
