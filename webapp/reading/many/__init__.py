"""Files that hold many articles: lines of JSON, tables, mailboxes and archives, read a piece at a time."""
