"""One unambiguous byte string out of several fields, so that nothing can pose as something else."""

from uuid import UUID

Field = bytes | str | int | UUID | None


def canon(*fields: Field) -> bytes:
    """Join fields as u32 big-endian length and bytes each; injective over the list of encoded fields.

    Text is UTF-8, integers are decimal ASCII, UUIDs their 16 raw bytes, None is empty.
    """
    return b"".join(len(part).to_bytes(4, "big") + part for part in map(_encoded, fields))


def _encoded(field: Field) -> bytes:
    if field is None:
        return b""
    if isinstance(field, bytes):
        return field
    if isinstance(field, UUID):
        return field.bytes
    return str(field).encode()
