"""Readers of foreign files; they run only in the child, over bytes, and give back plain values."""
