"""Sizes say little: data is padded to buckets before it is sealed."""

MARK = b"\x80"
LEAST = 64


class BadPadding(ValueError):
    """The padding's mark is not where it must be."""


def pad(data: bytes, *, fixed: int | None = None) -> bytes:
    """Append 0x80 and zeros up to the data's bucket, or up to `fixed` bytes.

    Raises ValueError when the data does not fit into `fixed`.
    """
    size = bucket(len(data) + 1) if fixed is None else fixed
    if len(data) + 1 > size:
        raise ValueError("the data is longer than its fixed bucket")
    return data + MARK + bytes(size - len(data) - 1)


def unpad(padded: bytes) -> bytes:
    """The data before the mark. Raises BadPadding."""
    # Copied once: what is opened to be searched is megabytes.
    at = padded.rfind(MARK)
    if at < 0 or padded[at + 1 :].strip(b"\x00"):
        raise BadPadding("no mark")
    return padded[:at]


def bucket(size: int) -> int:
    """The padded size in bytes for `size` bytes: Padmé (Nikitin et al. 2019), 64 at least, at most 12 % over."""
    if size <= LEAST:
        return LEAST
    exponent = size.bit_length() - 1
    low_bits = exponent - (exponent.bit_length())
    mask = (1 << low_bits) - 1
    return (size + mask) & ~mask


def is_bucket(size: int) -> bool:
    """Whether padded data can be so many bytes long."""
    return size >= LEAST and bucket(size) == size
