"""The command line: it translates arguments into requests and answers into output."""
