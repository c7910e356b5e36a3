#!/bin/sh
# Collects what shows the level of updates: the repositories' signed metadata, the security updates that are missing,
# and what is installed. Run as root, after the last package action.
set -eu
out=/tmp/vmgate-evidence
rm -rf "$out"
install -d -m 0755 "$out"
dnf -q makecache --refresh
for repository in baseos appstream; do
  base=$(dnf -q config-manager --dump "$repository" 2>/dev/null | sed -n 's/^baseurl = //p' | cut -d, -f1)
  if [ -z "$base" ]; then
    base=$(dnf -v repolist "$repository" 2>/dev/null | sed -n 's/^Repo-baseurl *: *\([^ ]*\).*/\1/p' | head -n 1)
  fi
  case $base in
    https://*) ;;
    *) echo "$repository: no mirror over https is in use: nothing can be shown" >&2; exit 1 ;;
  esac
  curl --fail --silent --show-error --location --output "$out/repomd-$repository.xml" "${base%/}/repodata/repomd.xml"
  curl --fail --silent --show-error --location --output "$out/repomd-$repository.xml.asc" "${base%/}/repodata/repomd.xml.asc"
done
# Empty where nothing is missing.
dnf -q updateinfo list --security > "$out/dnf-updateinfo.txt"
rpm -qa --qf '%{NAME}\t%{EVR}\t%{ARCH}\n' | sort > "$out/rpm-packages.txt"
cp /etc/os-release "$out/os-release"
chmod 0644 "$out"/*
