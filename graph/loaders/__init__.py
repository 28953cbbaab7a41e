"""From a file to facts: file -> document -> entities, indicators and relations."""
