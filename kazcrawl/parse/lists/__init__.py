"""Pages that list posts: what they tell of each, where older ones are, what a front page says of its site."""
