"""The register of reviews and their numbered findings."""
