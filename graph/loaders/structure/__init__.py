"""Lines to sections and passages: headings, page seams, leads, what each part is about."""
