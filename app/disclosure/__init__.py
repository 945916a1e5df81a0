"""Disclosure control: counts hidden where they would give somebody away (docs/disclosure-control.md)."""
