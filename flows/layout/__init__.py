"""Pages to articles: furniture, titles, bylines, pieces in reading order."""
