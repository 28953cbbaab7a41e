"""The extractor that asks a language model beside the rules."""
