"""Dates: day ranges, the corpus's own notation, what people type, and what they read.

``ranges`` holds half-open ranges of days; ``edtf`` reads the notation of the corpus and says
how a date lies to a time; ``display`` writes a date for readers; ``phrases`` reads what
people type, alone or in a question: ``folding`` (may there be a date at all?), ``lexer``
(tokens), ``forms`` (the table of what can be written), ``parts`` ("early", "the end of"),
``relations`` ("before", "or later") and ``reader`` (one time in a line) serve it. Nothing
here reads the clock.
"""
