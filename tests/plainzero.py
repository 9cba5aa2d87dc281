"""Takes the slash out of the zero of Atkinson Hyperlegible Next.

    python3 plainzero.py IN OUT [IN OUT …]

The font has no other zero. The slash parts the zero's counter into two
contours, each with one straight line, the slash's edge. Without these lines the
two are joined by curves that go on as the contours do, in each master of a
variable font. Needs fontTools, and brotli for WOFF2.
"""

import array
import sys

from fontTools.ttLib import TTFont
from fontTools.ttLib.tables import ttProgram
from fontTools.ttLib.tables._g_l_y_f import GlyphCoordinates
from fontTools.varLib.iup import iup_delta


def meet(p, q, r, s):
    """Where the lines through p, q and through r, s meet."""
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = p, q, r, s
    across = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
    along = ((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3)) / across
    return round(x1 + along * (x2 - x1)), round(y1 + along * (y2 - y1))


def plain(font):
    variations = font["gvar"].variations if "gvar" in font else {}
    for name in list(variations):
        variations[name]  # read while the glyph still has its points
    glyph = font["glyf"]["zero"]
    ends = list(glyph.endPtsOfContours)
    if len(ends) != 3:
        raise SystemExit("this zero has no slash")
    points = [tuple(point) for point in glyph.coordinates]
    on = [flag & 1 for flag in glyph.flags]

    def opened(first, last):
        """A contour from the end of its straight line round to its beginning."""
        around = list(range(first, last + 1))
        edge = next(k for k, i in enumerate(around) if on[i] and on[around[(k + 1) % len(around)]])
        return around[edge + 1 :] + around[: edge + 1]

    outer = list(range(ends[0] + 1))
    left, right = opened(ends[0] + 1, ends[1]), opened(ends[1] + 1, ends[2])
    joints = {"low": (left[-2], left[-1], right[0], right[1]), "high": (right[-2], right[-1], left[0], left[1])}
    order = [*outer, *left, "low", *right, "high"]

    def placed(points):
        return [meet(*(points[i] for i in joints[k])) if k in joints else points[k] for k in order]

    base = placed(points)
    for variation in variations.get("zero", []):
        deltas = variation.coordinates
        if None in deltas:
            phantoms = [(0, 0), (font["hmtx"]["zero"][0], 0), (0, 0), (0, 0)]
            deltas = iup_delta(deltas, points + phantoms, ends)
        master = placed([(x + dx, y + dy) for (x, y), (dx, dy) in zip(points, deltas)])
        variation.coordinates = [(mx - x, my - y) for (x, y), (mx, my) in zip(base, master)] + list(deltas[len(points) :])
    glyph.flags = array.array("B", (0 if k in joints else glyph.flags[k] for k in order))
    glyph.coordinates = GlyphCoordinates(base)
    glyph.endPtsOfContours = [len(outer) - 1, len(base) - 1]
    glyph.numberOfContours = 2
    glyph.program = ttProgram.Program()
    glyph.program.fromBytecode(b"")
    glyph.recalcBounds(font["glyf"])


for source, target in zip(sys.argv[1::2], sys.argv[2::2]):
    font = TTFont(source, recalcTimestamp=False)
    plain(font)
    font.save(target)
