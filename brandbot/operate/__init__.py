"""What the person who runs brandbot does beside the line."""
