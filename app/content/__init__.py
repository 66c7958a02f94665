"""Pure: files to documents to HTML. Knows neither Flask nor tables."""
