"""What an editor writes: records, reading, checking and writing of corpus files."""
