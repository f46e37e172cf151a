"""What a page tells around its body: title, date, authors, terms, addresses, language; a module for each."""
