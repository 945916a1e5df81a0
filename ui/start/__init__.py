"""The window before a vault is open: unlock, new vault, sample, another vault."""
