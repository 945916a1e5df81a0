"""Settings of a vault that its services and the vault itself read, by key."""

BACKUPS = "backups"
"""The proved backups of this vault (JSON, oldest first)."""
LEDGER_INCOMPLETE = "ledger_incomplete"
"""Why the ledger may lack releases (`restored`, `travel`), empty where it is whole."""
TRAVEL = "travel"
"""The id of the journey in a travel vault (hex), empty at home; the journal calls the packing so too."""
