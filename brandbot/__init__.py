"""brandbot: partnership events of a vocational school become posts, metrics and a weekly report."""

__version__ = "0.1.0"
