"""MediaPipe's pose graph from the installed package, configured for speed.

Three settings differ from MediaPipe's own `Pose`; none changes a landmark: the threads of the
networks, the threads that pass packets between nodes, and the landmark network, which has no
segmentation mask.
"""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from posetrainer.pose.landmark_model import without_mask

_MODULES = "mediapipe/modules"
_GRAPH = f"{_MODULES}/pose_landmark/pose_landmark_cpu.binarypb"
_LANDMARK_MODEL = f"{_MODULES}/pose_landmark/pose_landmark_full.tflite"
_OUTPUTS = ("pose_landmarks", "pose_world_landmarks")
#: Microseconds between pictures; the graph only requires that time stamps increase.
_TICK = 33_333


class PoseGraph:
    """The running graph.

    Parameters
    ----------
    threads : int
        Number of threads of each of the two networks.
    min_detection_confidence, min_tracking_confidence : float
        0 to 1.
    """

    def __init__(
        self, threads: int, min_detection_confidence: float, min_tracking_confidence: float
    ) -> None:
        # Imported here because it takes seconds, and most commands need no inference.
        import mediapipe
        from mediapipe.python import CalculatorGraph, packet_creator, packet_getter, resource_util

        self._creator, self._getter = packet_creator, packet_getter
        self._rgb = mediapipe.ImageFormat.SRGB
        root = Path(mediapipe.__file__).parents[1]
        # Model paths in the graph are relative to this folder.
        resource_util.set_resource_dir(str(root))
        config = _expanded(root / _GRAPH)
        _set_threads(config, threads)
        _set_confidences(config, min_detection_confidence, min_tracking_confidence)
        _take_model_from(config, "landmark_model")
        self._graph = CalculatorGraph(graph_config=config)
        self._found: dict[str, Any] = {}
        for name in _OUTPUTS:
            self._graph.observe_output_stream(name, self._found.__setitem__)
        model = without_mask((root / _LANDMARK_MODEL).read_bytes())
        options = {
            "use_prev_landmarks": True,
            # Measures are filtered in degrees and seconds; MediaPipe's filter would assume 30
            # frames a second.
            "smooth_landmarks": False,
            "enable_segmentation": False,
            "smooth_segmentation": False,
        }
        self._graph.start_run(
            {
                "landmark_model": packet_creator.create_string(model),
                "model_complexity": packet_creator.create_int(1),
                **{name: packet_creator.create_bool(on) for name, on in options.items()},
            }
        )
        self._ticks = 0

    def process(self, picture: NDArray[np.uint8]) -> tuple[Any, Any] | None:
        """Find the person in the next picture.

        Parameters
        ----------
        picture : ndarray, shape (H, W, 3), uint8
            Red, green, blue. The graph takes it without copying it if it is not writeable.

        Returns
        -------
        tuple of two lists of landmarks, or None
            As fractions of the picture's size, and in metres; None if nobody is seen.
        """
        self._found.clear()
        self._ticks += _TICK
        packet = self._creator.create_image_frame(picture, image_format=self._rgb)
        self._graph.add_packet_to_input_stream("image", packet.at(self._ticks))
        self._graph.wait_until_idle()
        if len(self._found) < len(_OUTPUTS):
            return None
        image, world = (self._getter.get_proto(self._found[name]).landmark for name in _OUTPUTS)
        return image, world

    def close(self) -> None:
        """Close the graph and end its threads."""
        self._graph.close()


def _expanded(path: Path) -> Any:
    """Return the configuration in a file, with subgraphs expanded."""
    from mediapipe.framework.calculator_pb2 import CalculatorGraphConfig
    from mediapipe.python import ValidatedGraphConfig

    graph = ValidatedGraphConfig()
    graph.initialize(binary_graph_path=str(path))
    return CalculatorGraphConfig.FromString(graph.binary_config)


def _set_threads(config: Any, threads: int) -> None:
    from mediapipe.calculators.tensor.inference_calculator_pb2 import InferenceCalculatorOptions

    for node in _nodes(config, "InferenceCalculatorCpu", 2):
        options = node.options.Extensions[InferenceCalculatorOptions.ext]
        options.delegate.xnnpack.num_threads = threads
    # The graph is nearly a chain, so several threads for its nodes only wait for one another
    # (0.9 ms a frame, measured on two cores).
    del config.executor[:]
    config.num_threads = 1


def _set_confidences(config: Any, detection: float, tracking: float) -> None:
    from mediapipe.calculators.tensor.tensors_to_detections_calculator_pb2 import (
        TensorsToDetectionsCalculatorOptions,
    )
    from mediapipe.calculators.util.thresholding_calculator_pb2 import (
        ThresholdingCalculatorOptions,
    )

    (detector,) = _nodes(config, "TensorsToDetectionsCalculator", 1)
    options = detector.options.Extensions[TensorsToDetectionsCalculatorOptions.ext]
    options.min_score_thresh = detection
    (flag,) = _nodes(config, "ThresholdingCalculator", 1)
    flag.options.Extensions[ThresholdingCalculatorOptions.ext].threshold = tracking


def _take_model_from(config: Any, side_packet: str) -> None:
    """Read the landmark model from a side packet instead of a file."""
    (loader,) = _nodes(config, "TfLiteModelCalculator", 1)
    loader.input_side_packet[:] = [f"MODEL_BLOB:{side_packet}"]
    config.input_side_packet.append(f"MODEL_BLOB:{side_packet}")
    (reader,) = _nodes(config, "ResourceProviderCalculator", 1)
    config.node.remove(reader)


def _nodes(config: Any, calculator: str, count: int) -> list[Any]:
    """Return the nodes of a kind; raise if their number is not the expected one."""
    nodes = [node for node in config.node if node.calculator == calculator]
    if len(nodes) != count:
        raise RuntimeError(f"MediaPipe's pose graph has {len(nodes)} {calculator}, not {count}")
    return nodes
