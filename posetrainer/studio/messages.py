"""What the page's script says, checked before anything is done about it."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from nicegui.events import GenericEventArguments
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

Said = TypeVar("Said")

#: A number of any measure, or a time in seconds.
_Finite = Annotated[float, Field(allow_inf_nan=False)]
#: Number of a recording.
CaseNumber = Annotated[int, Field(ge=0)]
#: Height in pixels.
Room = Annotated[float, Field(ge=0, le=1e5)]


class Moved(BaseModel):
    """A limit is moved: by which gesture, whether it is still held, and which move it was."""

    model_config = ConfigDict(frozen=True)

    name: str
    value: _Finite
    held: bool
    move: int
    gesture: int


class Marked(BaseModel):
    """A key of the labels was pressed at a time of the recording."""

    model_config = ConfigDict(frozen=True)

    key: str
    time: _Finite


def understood(
    kind: type[Said] | Any, do: Callable[[Said], Any]
) -> Callable[[GenericEventArguments], Any]:
    """Return a handler that does something with a message, and nothing if it is of another kind.

    Parameters
    ----------
    kind : type
        What pydantic makes of the message.
    do : callable
        Takes it; may return something to await.
    """
    adapter: TypeAdapter[Said] = TypeAdapter(kind)

    def hear(event: GenericEventArguments) -> Any:
        try:
            said = adapter.validate_python(event.args)
        except ValidationError:
            return None
        return do(said)

    return hear
