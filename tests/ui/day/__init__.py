"""A day of somebody who keeps cases, key by key, in Casebook and in a workbook."""
