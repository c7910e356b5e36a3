#!/bin/sh
# Brings a Debian or Ubuntu up to date, and adds what a guest of a hypervisor needs. Run as root.
set -eu
export DEBIAN_FRONTEND=noninteractive
# A first start of cloud-init or unattended-upgrades may hold the lock.
apt-get -o DPkg::Lock::Timeout=600 update
apt-get -o DPkg::Lock::Timeout=600 -y full-upgrade
case $(systemd-detect-virt) in
  vmware) agent=open-vm-tools ;;
  *) agent=qemu-guest-agent ;;
esac
apt-get -y install cloud-init unattended-upgrades "$agent"
apt-get -y autoremove --purge
