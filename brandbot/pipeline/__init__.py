"""The verbs of the line; none calls another."""
