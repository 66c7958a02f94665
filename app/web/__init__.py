"""The HTTP kit: base templates, components, forms, errors, headers, static files."""
