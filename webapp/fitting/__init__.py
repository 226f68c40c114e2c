"""Fits weights to what people marked or decided; needs the extra ``fit``, and no corpora."""
