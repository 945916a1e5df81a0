"""Blocks about the parts of a record that the page of a case and the page of an event share."""
