"""Editorial illustrations of the demo newsroom, drawn by our own code and the same on every machine.

``draw`` gives a picture, ``focal`` the point that a crop must keep, ``draw_logo`` and ``draw_icon`` the
marks of a site. Each call stands alone, so a caller may draw many pictures in a pool of processes.
"""

from redaksi.demo.pictures.gallery import SCENES, VARIANTS, draw, focal
from redaksi.demo.pictures.marks import draw_icon, draw_logo

__all__ = ["SCENES", "VARIANTS", "draw", "draw_icon", "draw_logo", "focal"]
