"""Search: a query and an index → the facts that answer, best first, and why.

A query's terms are matched with facts (``matching``), facts that cover enough of it are
ranked by a weighted sum of signals (``ranking``, ``signals``, ``weights``), and the
best are returned with the reasons (``engine``, ``highlight``).
"""
