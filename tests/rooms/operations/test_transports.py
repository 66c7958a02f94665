"""The file a backup lies in: whatever goes in comes out, or it is refused."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.operations.transports import CHUNK_BYTES, NotABackup, Reader, Writer

KEY = b"a key for tests that is more than long enough"
SIZES = st.lists(st.integers(0, CHUNK_BYTES + 2), max_size=4)


def written(pieces: list[bytes], key: bytes | None) -> bytes:
    out = io.BytesIO()
    with Writer(out, key) as writer:
        for piece in pieces:
            writer.write(piece)
    return out.getvalue()


def read(file: bytes, key: bytes | None) -> bytes:
    return io.BufferedReader(Reader(io.BytesIO(file), key)).read()


@given(sizes=SIZES, key=st.sampled_from([KEY, None]))
def test_whatever_is_written_in_pieces_is_read_whole(sizes: list[int], key: bytes | None) -> None:
    pieces = [bytes([number + 65]) * size for number, size in enumerate(sizes)]

    assert read(written(pieces, key), key) == b"".join(pieces)


@given(sizes=SIZES, place=st.floats(0, 1), flip=st.integers(1, 255))
def test_one_byte_changed_anywhere_in_a_sealed_file_is_seen(sizes: list[int], place: float, flip: int) -> None:
    file = bytearray(written([b"x" * size for size in sizes], KEY))
    file[int(place * (len(file) - 1))] ^= flip

    with pytest.raises(NotABackup):
        read(bytes(file), KEY)


@given(size=st.integers(CHUNK_BYTES, 3 * CHUNK_BYTES), share=st.floats(0, 0.999))
def test_a_sealed_file_cut_off_anywhere_is_seen(size: int, share: float) -> None:
    file = written([b"x" * size], KEY)

    with pytest.raises(NotABackup):
        read(file[: int(share * len(file))], KEY)


def test_a_file_that_was_never_sealed_is_not_believed_where_there_is_a_key() -> None:
    with pytest.raises(NotABackup, match="not sealed"):
        read(written([b"forged"], None), KEY)


def test_two_files_of_the_same_words_under_one_key_have_nothing_in_common() -> None:
    one, other = (written([b"the same words"], KEY) for _ in range(2))

    assert one[len(one) - 30 :] != other[len(other) - 30 :]
    assert b"the same words" not in one
