"""Words as a picture that a camera reads."""

from io import BytesIO

import segno


def code_picture(words: str) -> str:
    """A QR code as SVG: one path, without a size or a colour of its own, in a quiet zone."""
    made, drawn = segno.make(words, error="m", micro=False), BytesIO()
    made.save(drawn, kind="svg", xmldecl=False, nl=False, omitsize=True, svgclass=None, lineclass=None, border=4)
    return drawn.getvalue().decode()
