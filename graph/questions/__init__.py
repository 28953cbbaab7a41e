"""Questions in Chinese or English: read into a selection that uses every word, or refused."""
