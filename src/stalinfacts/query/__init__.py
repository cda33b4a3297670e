"""From a line that somebody types to a ``Query``, and from names to what they mean."""
