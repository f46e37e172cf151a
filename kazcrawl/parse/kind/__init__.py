"""Whether a page is a post at all."""
