"""Documents: blocks, builders and writers."""
