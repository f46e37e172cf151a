"""A page's bytes to a `PostItem`. Pure: nothing here fetches, stores or asks the clock. BeautifulSoup lives here and nowhere else."""

from kazcrawl.errors import ParseError
from kazcrawl.parse.post import PARSER_VERSION, parse_post

__all__ = ["PARSER_VERSION", "ParseError", "parse_post"]
