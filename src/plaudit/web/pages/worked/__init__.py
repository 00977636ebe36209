"""Did it work: what a program or any dated exposure brought that would not have come anyway."""
