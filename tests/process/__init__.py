"""Tests that run the command as a process, or treat it as badly as a shell may."""
