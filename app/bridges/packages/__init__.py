"""A module as a package that another platform plays: SCORM, cmi5 or a Common Cartridge."""
