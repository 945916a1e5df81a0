"""The window and the commands."""
