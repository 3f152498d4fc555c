"""A Meta on this machine: the same wire, for practice and tests."""
