"""The translation of dmacvicar/libvirt, held against the real provider's schemas."""
