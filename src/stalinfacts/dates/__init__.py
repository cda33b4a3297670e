"""Dates: day ranges, the corpus's own notation, what people type, and what they read.

``ranges`` holds half-open ranges of days and how two of them may lie to each other;
``edtf`` reads the notation of the corpus, ``phrases`` what people type, alone or
inside a question; ``display`` writes a date for readers. Nothing here reads the clock.
"""
