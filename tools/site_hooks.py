"""Hooks of the documentation site (mkdocs.yml).

Some pages are files of the repository that have their place outside of ``docs``; their links, and
links to them, are made to fit the site. A page that would load anything from another host fails
the build.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

REPOSITORY = Path(__file__).resolve().parents[1]
#: Pages of the site that are files elsewhere in the repository.
ELSEWHERE = {
    "changelog.md": "CHANGELOG.md",
    "contributing.md": "CONTRIBUTING.md",
    "security.md": "SECURITY.md",
    "samples.md": "samples/README.md",
    "samples-bodies.md": "samples/bodies/LICENSE.md",
}
_PAGES = {source: page for page, source in ELSEWHERE.items()}
_LINK = re.compile(r"(?<=\]\()([^)\s:#]+)(?=[)#])")
#: What Sphinx reads in docstrings and mkdocstrings does not.
_ROLE = re.compile(r":(?:mod|class|func|meth|data|attr):<code>(?:~[\w.]+\.)?([\w.]+)</code>")
_FOREIGN = re.compile(
    r"""<(?:script|img|iframe|source|video)\b[^>]*?\ssrc=["']?(?:https?:)?//"""
    r"""|<link\b(?=[^>]*\brel=["']?(?:stylesheet|preconnect|icon|preload))[^>]*?"""
    r"""\shref=["']?(?:https?:)?//"""
)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages whose files lie outside of the folder of the docs."""
    for page, source in ELSEWHERE.items():
        files.append(File.generated(config, page, abs_src_path=str(REPOSITORY / source)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Make links between the files of the repository links between the pages of the site."""
    here = page.file.src_uri
    folder = posixpath.dirname(ELSEWHERE.get(here, f"docs/{here}"))

    def to_page(link: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(folder, link[1]))
        name = _PAGES.get(target, target.removeprefix("docs/"))
        if name == target:
            return link[1]
        return posixpath.relpath(name, posixpath.dirname(here) or ".")

    return _LINK.sub(to_page, markdown)


def on_page_content(html: str, **_: object) -> str:
    """Take Sphinx roles out of docstrings."""
    return _ROLE.sub(r"<code>\1</code>", html)


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Refuse a page that loads something from another host.

    Raises
    ------
    PluginError
        If it does.
    """
    found = _FOREIGN.search(output)
    if found:
        raise PluginError(f"{page.file.src_uri}: loads from another host: {found[0]}...")
    return output
