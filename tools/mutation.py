"""How many small faults in the rules their tests find: ``python -m tools.mutation``.

A mutant is the program with one change in a function: a comparison, a sign, a number, a condition,
a line left out. It is killed if a test fails, or none ends in time. Those that survive are printed:
each is a gap in the tests, or a change that makes no difference. Thresholds at the head of a module
are left alone; samples and recordings measure them. Needs a system that can fork.
"""

import argparse
import ast
import copy
import gc
import os
import random
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE, TESTS = "posetrainer/rules", "tests/rules"
#: All tests with one mutant take no longer, even on a busy machine.
LONGEST_S = 600
#: Status of a process in which a test failed.
FAILED = 99
#: Operators that are taken for one another.
# fmt: off
PAIRS = (
    (ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.Is, ast.IsNot),
    (ast.In, ast.NotIn), (ast.Add, ast.Sub), (ast.Mult, ast.Div), (ast.And, ast.Or),
)
# fmt: on
OTHER: dict[Any, Any] = dict(PAIRS) | {other: one for one, other in PAIRS}


@dataclass(frozen=True)
class Mutant:
    """One change: the node of this number in a module's tree becomes another one."""

    module: Path
    node: int
    after: ast.AST

    def __str__(self) -> str:
        before = list(ast.walk(_tree(self.module)))[self.node]
        was, is_ = (ast.unparse(node).splitlines()[0] for node in (before, self.after))
        return f"{self.module}:{getattr(before, 'lineno', 0)}: {was}  ->  {is_}"

    def apply(self) -> None:
        """Change the functions of the module, wherever it has been imported."""
        tree, after = _tree(self.module), self.after
        before = list(ast.walk(tree))[self.node]

        class Change(ast.NodeTransformer):
            def visit(self, node: ast.AST) -> ast.AST:
                return ast.copy_location(after, node) if node is before else super().visit(node)

        Change().visit(tree)
        path = str(ROOT / self.module)
        codes = dict(_codes(compile(ast.fix_missing_locations(tree), path, "exec")))
        # The tests freeze what they have imported, which hides it.
        gc.unfreeze()
        for function in gc.get_objects():
            if isinstance(function, FunctionType) and function.__code__.co_filename == path:
                was = function.__code__
                function.__code__ = codes[was.co_name, was.co_firstlineno]


def _tree(module: Path) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def _codes(code: CodeType) -> Iterator[tuple[tuple[str, int], CodeType]]:
    yield (code.co_name, code.co_firstlineno), code
    for part in code.co_consts:
        if isinstance(part, CodeType):
            yield from _codes(part)


def mutants(module: Path) -> Iterator[Mutant]:
    """Yield all mutants of a module, a path below the repository."""
    tree = _tree(module)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    steps = [step for function in functions for step in function.body]
    inside = {id(node) for step in steps for node in ast.walk(step) if not _is_no_code(step)}
    for number, node in enumerate(ast.walk(tree)):
        if id(node) in inside:
            yield from (Mutant(module, number, after) for after in _changes(node))


def _is_no_code(step: ast.stmt) -> bool:
    text = isinstance(step, ast.Expr) and isinstance(step.value, ast.Constant)
    return text or isinstance(step, ast.Assert)


def _changes(node: ast.AST) -> Iterator[ast.AST]:
    changed = copy.deepcopy(node)
    match changed:
        case ast.Compare(ops=[first, *_]) if type(first) in OTHER:
            changed.ops[0] = OTHER[type(first)]()
        case ast.BinOp(op=op) | ast.BoolOp(op=op) if type(op) in OTHER:
            changed.op = OTHER[type(op)]()
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            changed = changed.operand
        case ast.Constant(value=bool() | int() | float() as value):
            changed = ast.Constant(not value if isinstance(value, bool) else value * 2 or 1)
        case ast.IfExp() | ast.If():
            changed.test = ast.UnaryOp(ast.Not(), changed.test)
        case ast.Assign() | ast.AugAssign() | ast.Expr():
            changed = ast.Pass()
        case _:
            return
    yield changed


class Runner:
    """A pytest plugin that runs the collected tests with each mutant, in a process of its own."""

    def __init__(self, drawn: list[Mutant]) -> None:
        self._drawn = drawn

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests once as they are, then with every mutant."""
        if not self._survives(session, None):
            pytest.exit("the tests fail without any change", returncode=1)
        alive = 0
        for number, mutant in enumerate(self._drawn, 1):
            survives = self._survives(session, mutant)
            alive += survives
            done = f"{number - alive} of {number} killed"
            print(f"{done}; {'survives' if survives else 'killed'}: {mutant}", flush=True)
        return True

    def _survives(self, session: pytest.Session, mutant: Mutant | None) -> bool:
        if child := os.fork():
            status = os.waitpid(child, 0)[1]
            if status and os.WIFEXITED(status) and os.WEXITSTATUS(status) != FAILED:
                pytest.exit(f"no mutant could be made: {mutant}", returncode=1)
            return status == 0
        signal.alarm(LONGEST_S)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if mutant is not None:
            mutant.apply()
        for item in session.items:
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
            if session.testsfailed:
                break
        os._exit(FAILED if session.testsfailed else 0)


def main() -> int:
    """Draw mutants, and run the tests with each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutants", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    modules = sorted((ROOT / PACKAGE).glob("*.py"))
    known = [one for path in modules for one in mutants(path.relative_to(ROOT))]
    drawn = random.Random(asked.seed).sample(known, min(asked.mutants, len(known)))
    print(f"{len(drawn)} of {len(known)} mutants, by seed {asked.seed}", flush=True)
    return pytest.main(["-n0", "-q", "-s", "-p", "no:cacheprovider", TESTS], [Runner(drawn)])


if __name__ == "__main__":
    sys.exit(main())
