"""What the stored bytes prove, and what can be made of them again: checked, read once more, taken down; copies from the past."""
