"""Words as a picture that a camera reads."""

import segno


def code_picture(words: str) -> str:
    """A QR code as SVG: one path, without a size or a colour of its own, in a quiet zone."""
    made = segno.make(words, error="m", micro=False)
    return str(made.svg_inline(omitsize=True, svgclass=None, lineclass=None, border=4))
