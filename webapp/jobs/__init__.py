"""Work that outlasts a request: loading the model and the gazetteer, reading articles."""
