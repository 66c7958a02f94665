"""What goes on paper and on a wall: briefings, posters, packs and slides, from the published text itself."""
