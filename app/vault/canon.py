"""One unambiguous byte string out of several fields, so that nothing can pose as something else."""

import struct
from uuid import UUID

Field = bytes | str | int | UUID | None
_SIZE = struct.Struct(">I")


def canon(*fields: Field) -> bytes:
    """Join fields as u32 big-endian length and bytes each; injective over the list of encoded fields.

    Text is UTF-8, integers are decimal ASCII, UUIDs their 16 raw bytes, None is empty.
    """
    parts: list[bytes] = []
    for field in fields:
        part = _encoded(field)
        parts += (_SIZE.pack(len(part)), part)
    return b"".join(parts)


def _encoded(field: Field) -> bytes:
    if isinstance(field, bytes):
        return field
    if field is None:
        return b""
    if isinstance(field, UUID):
        return field.bytes
    return str(field).encode()
