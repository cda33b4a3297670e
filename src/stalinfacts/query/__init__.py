"""What was asked: a line of words, dates and fields → one frozen query."""
