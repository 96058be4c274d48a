"""Many certificates at once, for those in charge of them: one print file, single files in ZIPs, the register as a table."""
