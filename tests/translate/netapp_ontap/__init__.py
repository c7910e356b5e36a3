"""NetApp ONTAP."""
