"""First step: every text cleaned, every address in one spelling."""

from kazcrawl.items import PostItem
from kazcrawl.steps import normalize


class NormalizePipeline:
    """Hands the item on as `steps.normalize` returns it."""

    def process_item(self, item: PostItem) -> PostItem:
        """Return the normalized item."""
        return normalize(item)
