"""Makes the committed base map and area outlines from Natural Earth: ``python -m gazetteer.derive SOURCE_DIR``.

Not needed at run time; its dependencies are the optional extra ``derive``.
"""
