"""What Lantu brings along: the Jinan report, the agency registry, the glossary. Data only."""
