"""What whoever runs the site needs: is it well, how busy is it, and a copy that can be trusted."""
