"""Work that goes on beside the requests: articles are added and read again."""
