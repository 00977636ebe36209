"""`python -m plaudit` is the command line."""

from plaudit.cli.app import main

main()
