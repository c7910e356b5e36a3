#!/bin/sh
# Collects what shows the level of updates: the security archive's signed index, and what is installed. Run as root,
# after the last package action.
set -eu
out=/tmp/vmgate-evidence
rm -rf "$out"
install -d -m 0755 "$out"
export DEBIAN_FRONTEND=noninteractive
# Plain index files, as the archive signed them.
apt-get -o Acquire::GzipIndexes=false -o Acquire::Languages=none update
lists=/var/lib/apt/lists
release=$(find "$lists" -maxdepth 1 -name '*security*_InRelease' | sort | head -n 1)
index=$(find "$lists" -maxdepth 1 -name '*security*_main_binary-*_Packages' | sort | head -n 1)
if [ -z "$release" ] || [ -z "$index" ]; then
  echo "the security archive is not among the sources: nothing can be shown" >&2
  exit 1
fi
cp "$release" "$out/InRelease"
cp "$index" "$out/Packages"
cp /var/lib/dpkg/status "$out/status"
cp /etc/os-release "$out/os-release"
chmod 0644 "$out"/*
