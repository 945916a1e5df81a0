"""Claims: what one source said about one event; whose origin it is, what range they span, in words."""
