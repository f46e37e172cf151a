"""What the stored bytes prove, and what can be made of them again: copies from the past read like pages of today."""
