"""Pages used by keyboard in a wide window: the focus is never lost, and axe-core finds nothing serious."""

from tests.e2e.extremes import LongGazetteer, LongPipeline, fill
from tests.e2e.states import faults
from webapp.services.reader import Loaded


def test_no_step_loses_the_focus_or_brings_a_serious_fault(browser, page, serve):
    server = serve(Loaded(LongGazetteer(), LongPipeline()))
    pages = {name: server.url + path for name, path in fill(server, page.request).items()}
    assert faults(browser, pages, 1280, 800) == {}
