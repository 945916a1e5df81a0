"""The whole program from outside: what must hold, seen to hold, each with a control."""
