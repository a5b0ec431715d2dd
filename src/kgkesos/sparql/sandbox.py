"""What a worker's process may not do: grow over its cap, open a connection, outlive its parent, leave a core file.

The guard refuses SERVICE by the text; this holds whatever the text: a filter in the kernel (seccomp) lets the process
make no socket. It is there on Linux on x86-64 and ARM64; elsewhere the guard stands alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
import sys

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
# For each machine: what the kernel calls it (AUDIT_ARCH), and the numbers of socket and io_uring_setup.
_CALLS = {"x86_64": (0xC000003E, (41, 425)), "aarch64": (0xC00000B7, (198, 425))}
# Instructions of the kernel's filter (linux/bpf_common.h, linux/seccomp.h): load a word, jump if equal, return.
_LOAD, _JUMP_IF_EQUAL, _JUMP_IF_ABOVE, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY = 0x7FFF0000, 0x00050000 | 13
_NUMBER_AT, _MACHINE_AT = 0, 4
# Calls of the other table of x86-64 (x32) have this bit set.
_X32 = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def close(memory: int, parent: int) -> None:
    """Shut this process in: ``memory`` more bytes of addresses than it has now, no socket, no life after ``parent``.

    What the operating system has no means for is left out.
    """
    die_with(parent)
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(OSError, ValueError):
        most = _address_space() + memory
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    no_sockets()


def silence() -> None:
    """Let this process write nothing on standard error any more.

    What a store says that cannot allocate, before it aborts, is the doing of whoever asked: it must not fill a log.
    """
    with open(os.devnull, "wb") as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 2)


def no_sockets() -> bool:
    """Let this process make no socket any more; whether the operating system could be asked that."""
    if sys.platform != "linux" or platform.machine() not in _CALLS:
        return False
    machine, denied = _CALLS[platform.machine()]
    code = _filter(machine, denied)
    held = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.cast(held, ctypes.c_void_p))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.prctl(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(machine: int, denied: tuple[int, ...]) -> bytes:
    """The filter: calls of another machine's table and ``denied`` ones fail with EACCES, all others pass."""
    steps = [(_LOAD, 0, 0, _MACHINE_AT), (_JUMP_IF_EQUAL, 0, len(denied) + 3, machine)]
    steps += [(_LOAD, 0, 0, _NUMBER_AT), (_JUMP_IF_ABOVE, len(denied) + 1, 0, _X32)]
    steps += [(_JUMP_IF_EQUAL, len(denied) - i, 0, number) for i, number in enumerate(denied)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    return b"".join(struct.pack("<HBBI", *step) for step in steps)


def die_with(parent: int) -> None:
    """Let this process end when the process ``parent`` does, on Linux."""
    if sys.platform != "linux":
        return
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # It may have died before this process said so.
    if os.getppid() != parent:
        os._exit(0)


def _address_space() -> int:
    """How many bytes of addresses this process has in use."""
    if sys.platform != "linux":
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
