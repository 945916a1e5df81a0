"""The sample: public reports as they are, and people who do not exist."""
