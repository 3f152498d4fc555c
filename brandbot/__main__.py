"""`python -m brandbot`."""

from brandbot.cli import main

main()
