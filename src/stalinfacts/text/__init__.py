"""Words: what counts as one, how it may be written, and what a typed one stands for.

Knows no corpus: vocabularies are handed in.
"""
