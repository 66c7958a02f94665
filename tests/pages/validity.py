"""Valid HTML, as html-validate reads the standard."""

import json
import subprocess
from pathlib import Path

HERE = Path(__file__).parent
TOOL = HERE / "node_modules" / ".bin" / "html-validate"


def invalid(folder: Path) -> dict[str, list[str]]:
    """What is wrong with the pages that lie in a folder, by file name."""
    ran = subprocess.run(
        [TOOL, "--config", HERE / "htmlvalidate.json", "--formatter", "json", "--ext", "html", folder],
        capture_output=True,
        text=True,
        check=False,
    )
    if not ran.stdout.strip().startswith("["):
        raise RuntimeError(f"html-validate did not run: {ran.stderr or ran.stdout}")
    return {
        Path(one["filePath"]).stem: [
            f"line {told['line']}: {told['ruleId']}: {told['message']}" for told in one["messages"]
        ]
        for one in json.loads(ran.stdout)
    }
