"""The encrypted vault: key slots, engine, tables, journal, search."""
