"""What brandbot is compared with."""
