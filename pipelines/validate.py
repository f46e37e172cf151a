"""Second step: what cannot be a post is dropped with the reason."""

from scrapy.exceptions import DropItem

from kazcrawl.items import PostItem
from kazcrawl.steps import problems


class ValidatePipeline:
    """Drops an item that `steps.problems` finds fault with."""

    def process_item(self, item: PostItem) -> PostItem:
        """Return the item, or raise DropItem("rejected: why")."""
        found = problems(item)
        if found:
            raise DropItem(f"rejected: {', '.join(found)}", log_level="DEBUG")
        return item
