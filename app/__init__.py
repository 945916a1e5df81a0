"""Records, rules, services and ports: the middle of the house, which knows nobody."""
