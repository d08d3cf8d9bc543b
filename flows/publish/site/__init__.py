"""`site/`: the release as web pages that open from the disk, with no server and no network.

Pages are plain HTML; data are scripts that call back, because a page on the disk may not fetch; the browser's code and
the libraries are in `assets/` as they are shipped.
"""

from flows.publish.site.site import write_site

__all__ = ["write_site"]
