"""The routes by which a site tells what it publishes. Pure: an answer's bytes in, refs and the next address out."""
