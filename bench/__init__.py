"""How fast it is: a made-up company of any size, paid by us and by those we compare with (docs/benchmarks.md)."""
