"""What the nouns of the house have in common: how they compare, hash and show their fields.

A dataclass would have these methods written and compiled for each noun anew, which takes a twentieth of a start.
"""


class Noun:
    """A frozen dataclass with slots that compares, hashes and shows itself as one that dataclasses wrote throughout."""

    __slots__: tuple[str, ...] = ()

    def __eq__(self, other: object) -> bool:
        """Whether the other is of the same class and has the same in every field."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return self._fields() == other._fields()

    def __hash__(self) -> int:
        """Equal nouns have one hash."""
        return hash(self._fields())

    def __repr__(self) -> str:
        """The call that makes it."""
        fields = zip(self.__slots__, self._fields(), strict=True)
        return f"{self.__class__.__qualname__}({', '.join(f'{name}={value!r}' for name, value in fields)})"

    def _fields(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self.__slots__])
