"""The landmark network without its segmentation branch, which is not used here.

The network computes landmarks and, at full resolution, a mask of the person. TensorFlow Lite
evaluates every output, requested or not, and the mask is nearly half of the work: without it, a
frame takes 11 ms instead of 20 on one thread (measured). The landmarks are bit-identical, since
none of the operators they depend on changes.
"""

from typing import Any

#: Index of the mask among the network's outputs, as the graph's splitter expects it.
_MASK = 2


def without_mask(model: bytes) -> bytes:
    """Return a landmark model without the operators that only its mask needs.

    Parameters
    ----------
    model : bytes
        A TensorFlow Lite model with the outputs of BlazePose: landmarks, pose flag, mask,
        heat map, world landmarks.

    Returns
    -------
    bytes
        The model. The landmarks are repeated in place of the mask, so that the other outputs keep
        their indices.
    """
    import flatbuffers
    from mediapipe.tasks.metadata import schema_py_generated as schema

    parsed = schema.ModelT.InitFromObj(schema.Model.GetRootAsModel(model, 0))
    (network,) = parsed.subgraphs
    network.outputs = [
        network.outputs[0] if place == _MASK else tensor
        for place, tensor in enumerate(network.outputs)
    ]
    network.operators = _needed(network.operators, set(network.outputs))
    builder = flatbuffers.Builder(len(model))
    builder.Finish(parsed.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def _needed(operators: list[Any], tensors: set[int]) -> list[Any]:
    """Return the operators that some tensors depend on, in their order."""
    needed = []
    for operator in reversed(operators):
        if tensors.intersection(operator.outputs):
            tensors = tensors.union(operator.inputs)
            needed.append(operator)
    return needed[::-1]
