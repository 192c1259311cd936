from __future__ import annotations

from tests.flawed import step
from tests.scripts import made


class TestWhatIsHeard:
    def test_it_is_every_label_in_every_language(self) -> None:
        script = made(
            step(
                'ask = "?"\nnext = "end"\n'
                'choices = { once = "Once", both = "No", eleven = "Eleven" }'
            ),
            es='[steps.a]\nask = "¿?"\n'
            'choices = { once = "Una vez", both = "No", eleven = "Once" }\n',
        )
        heard = script.heard["a"]
        assert heard["una vez"] == "once"
        assert heard["no"] == "both"
        assert heard["saltar"] == "skip"
        assert "once" not in heard

    def test_a_label_that_is_a_number_has_its_names(self) -> None:
        script = made(step('ask = "?"\nchoices = { a = "7", b = "8" }\nnext = "end"'))
        assert script.heard["a"]["siete"] == "a"
        assert script.heard["a"]["about 8"] == "b"
