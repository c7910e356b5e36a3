#!/bin/sh
# What the procedure asks of a guest itself. Run as root.
set -eu

# C20: without a desktop there is no screensaver, and the image is not built with one.
systemctl set-default multi-user.target
if [ -d /usr/share/xsessions ] || [ -d /usr/share/wayland-sessions ]; then
  echo "graphical sessions are installed, and nothing here switches their screensaver off" >&2
  exit 1
fi

# C06: nobody logs in with a password over the network.
install -d -m 0755 /etc/ssh/sshd_config.d
cat > /etc/ssh/sshd_config.d/10-vmgate.conf <<'END'
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin no
X11Forwarding no
END

# C21, C24: a guest does not load what its template has no hardware for.
cat > /etc/modprobe.d/vmgate.conf <<'END'
install floppy /bin/false
install usb-storage /bin/false
END
