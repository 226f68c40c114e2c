"""All of GeoNames: imports its dumps into a separate layer beside the gazetteer."""

from gazetteer.geonames.download import ADDRESS, download
from gazetteer.geonames.importing import import_files
from gazetteer.geonames.layer import Imported, imports, remove
from gazetteer.geonames.report import FileReport, ImportReport, LeftOut

__all__ = [
    "ADDRESS",
    "FileReport",
    "ImportReport",
    "Imported",
    "LeftOut",
    "download",
    "import_files",
    "imports",
    "remove",
]
