"""Tables: rows that are records of projects, tasks or indicators become facts."""
