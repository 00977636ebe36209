"""Two folders change places in one step, so that nobody, and nothing that breaks off, ever finds neither."""

import ctypes
import errno
import os
import sys
from pathlib import Path

# Python has no name for it: Linux calls it RENAME_EXCHANGE, macOS RENAME_SWAP, and to both it is 2.
EXCHANGE = 2
HERE = -100
UNABLE = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP}


def exchange(one: Path, other: Path) -> bool:
    """False where the system or its file system has no such step; both must be there."""
    if sys.platform == "win32":
        return False
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    if hasattr(library, "renameat2"):
        failed = library.renameat2(HERE, first, HERE, second, EXCHANGE)
    elif hasattr(library, "renamex_np"):
        failed = library.renamex_np(first, second, EXCHANGE)
    else:
        return False
    code = ctypes.get_errno()
    if failed and code not in UNABLE:
        raise OSError(code, os.strerror(code), str(other))
    return not failed
