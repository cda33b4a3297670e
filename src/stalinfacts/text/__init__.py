"""Words: what counts as one, how it is written, and what a typed one may stand for. Knows no corpus."""
