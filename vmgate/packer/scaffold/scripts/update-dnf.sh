#!/bin/sh
# Brings a Rocky Linux up to date, and adds what a guest of a hypervisor needs. Run as root.
set -eu
dnf -y upgrade --refresh
case $(systemd-detect-virt) in
  vmware) agent=open-vm-tools ;;
  *) agent=qemu-guest-agent ;;
esac
dnf -y install cloud-init cloud-utils-growpart dnf-automatic "$agent"
systemctl enable dnf-automatic-install.timer
dnf -y autoremove
