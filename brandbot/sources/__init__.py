"""A person's files become nouns and problems."""
