"""Words as people write and type them in Kazakh, Russian and English: how they are compared, and which belong together."""

from kazcrawl.words.expand import Expansion, expand, is_name
from kazcrawl.words.folding import fold_words, folded, tokens

__all__ = ["Expansion", "expand", "fold_words", "folded", "is_name", "tokens"]
