"""What the gazetteer's files are asked: names, searches as typed, other spellings, what lies in what."""
