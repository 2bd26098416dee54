"""Messages of the page's script, validated before they are handled."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from nicegui.events import GenericEventArguments
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

Message = TypeVar("Message")

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


def checked(
    kind: type[Message] | Any, do: Callable[[Message], Any]
) -> Callable[[GenericEventArguments], Any]:
    """Return an event handler that ignores messages of any other kind.

    Parameters
    ----------
    kind : type
        Of message, as pydantic validates it.
    do : callable
        Takes the message; may return something to await.
    """
    adapter: TypeAdapter[Message] = TypeAdapter(kind)

    def handle(event: GenericEventArguments) -> Any:
        try:
            message = adapter.validate_python(event.args)
        except ValidationError:
            return None
        return do(message)

    return handle
