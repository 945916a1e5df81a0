"""From records to a dossier: pure functions that resolve labels, judge consents and write the sentences."""
