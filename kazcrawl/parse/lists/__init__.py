"""Pages that list posts: what they tell of each, and where older ones are."""
