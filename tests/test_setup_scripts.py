"""The scripts behind `make venv` and `make test`, on machines that lack something.

Each runs in a copy, with a PATH that holds nothing but what the test puts there.
"""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

LOCKS = ("requirements.txt", "requirements-dev.txt")


def executable(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.fixture
def setup_copy(root: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "clone"
    shutil.copytree(root / "tools" / "setup", copy / "tools" / "setup")
    for name in (*LOCKS, "pyproject.toml"):
        shutil.copy2(root / name, copy / name)
    (copy / "bin").mkdir()
    return copy


def run_setup(copy: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    script, *rest = arguments
    return subprocess.run(
        [sys.executable, str(copy / "tools" / "setup" / script), *rest],
        cwd=copy,
        check=False,
        capture_output=True,
        text=True,
        env={"PATH": str(copy / "bin"), "LANG": "C.UTF-8", **variables},
    )


def test_an_old_python_is_told_so(setup_copy: Path) -> None:
    executable(setup_copy / "bin" / "python3.9", "#!/bin/sh\nexit 3\n")
    outcome = run_setup(setup_copy, "environment.py", "run", PYTHON="python3.9")
    assert outcome.returncode == 2
    assert "需要 Python 3.11" in outcome.stderr
    assert "apt-get install -y python3 python3-venv" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    assert not (setup_copy / ".venv").exists()


def test_a_python_without_venv_is_told_what_to_install(setup_copy: Path) -> None:
    executable(
        setup_copy / "bin" / "bare",
        f'#!/bin/sh\ncase "$2" in *ensurepip*) exit 1;; esac\nexec {sys.executable} "$@"\n',
    )
    outcome = run_setup(setup_copy, "environment.py", "run", PYTHON="bare")
    assert outcome.returncode == 2
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert f"apt-get install -y python{version}-venv" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_a_machine_without_browser_is_told_what_to_install(setup_copy: Path) -> None:
    outcome = run_setup(setup_copy, "browser.py")
    assert outcome.returncode == 1
    assert "apt-get install -y chromium fonts-noto-cjk" in outcome.stderr
    assert "Traceback" not in outcome.stderr


def test_only_what_is_missing_is_asked_for(setup_copy: Path) -> None:
    executable(setup_copy / "bin" / "google-chrome", "#!/bin/sh\n")
    outcome = run_setup(setup_copy, "browser.py")
    assert outcome.stderr.count("chromium") == 0
    assert "apt-get install -y fonts-noto-cjk" in outcome.stderr
    executable(setup_copy / "bin" / "fc-list", "#!/bin/sh\necho Noto Sans CJK SC\n")
    assert run_setup(setup_copy, "browser.py").returncode == 0


def test_a_machine_without_the_programs_is_told_what_to_install(setup_copy: Path) -> None:
    outcome = run_setup(setup_copy, "programs.py")
    assert outcome.returncode == 1
    assert "apt-get install -y git openssh-client shellcheck" in outcome.stderr
    executable(setup_copy / "bin" / "ssh-keygen", "#!/bin/sh\n")
    executable(setup_copy / "bin" / "shellcheck", "#!/bin/sh\n")
    executable(setup_copy / "bin" / "git", "#!/bin/sh\necho git version 2.37.9\n")
    outcome = run_setup(setup_copy, "programs.py")
    assert "apt-get install -y git\n" in outcome.stderr
    executable(setup_copy / "bin" / "git", "#!/bin/sh\necho git version 2.38.0\n")
    assert run_setup(setup_copy, "programs.py").returncode == 0


def test_a_ready_environment_is_left_alone(setup_copy: Path) -> None:
    venv = setup_copy / ".venv"
    executable(venv / "bin" / "python", "#!/bin/sh\nexit 0\n")
    # First call: pip (the stand-in) is run and the stamp is written; then nothing is said or done.
    first = run_setup(setup_copy, "environment.py", "dev")
    assert first.returncode == 0, first.stderr
    assert "requirements-dev.txt" in first.stdout
    assert run_setup(setup_copy, "environment.py", "dev").stdout == ""
    assert run_setup(setup_copy, "environment.py", "run").stdout == ""
    with (setup_copy / "requirements.txt").open("a", encoding="utf-8") as lock:
        lock.write("# changed\n")
    assert "requirements.txt" in run_setup(setup_copy, "environment.py", "run").stdout
    # What the site needs is not yet what the tests need.
    assert "requirements-dev.txt" in run_setup(setup_copy, "environment.py", "dev").stdout


@pytest.fixture
def npm_copy(setup_copy: Path, root: Path) -> Path:
    shutil.copytree(root / "tools" / "npm", setup_copy / "tools" / "npm")
    return setup_copy


NPM = f"""#!/bin/sh
echo "$*" >> calls
test -f package-lock.json && {shutil.which("mkdir")} -p node_modules/vnu-jar
"""


def test_modules_are_installed_by_their_lock_and_only_once(npm_copy: Path) -> None:
    place = npm_copy / ".venv" / "npm" / "validator"
    executable(npm_copy / ".venv" / "bin" / "npm", NPM)
    assert "tools/npm/validator" in run_setup(npm_copy, "modules.py", "validator").stdout
    assert (place / "node_modules" / "vnu-jar").is_dir()
    assert run_setup(npm_copy, "modules.py", "validator").stdout == ""
    (npm_copy / "tools" / "npm" / "validator" / "package-lock.json").write_text("{}")
    assert run_setup(npm_copy, "modules.py", "validator").stdout != ""
    calls = (place / "calls").read_text().splitlines()
    assert len(calls) == 2
    assert all(call.startswith("ci --ignore-scripts") for call in calls)


def test_modules_that_cannot_be_had_are_said_and_tried_again(npm_copy: Path) -> None:
    executable(npm_copy / ".venv" / "bin" / "npm", "#!/bin/sh\necho no network\nexit 1\n")
    outcome = run_setup(npm_copy, "modules.py", "validator")
    assert outcome.returncode == 2
    assert "安装失败" in outcome.stderr
    assert "no network" in outcome.stderr
    assert "Traceback" not in outcome.stderr
    executable(npm_copy / ".venv" / "bin" / "npm", NPM)
    assert run_setup(npm_copy, "modules.py", "validator").returncode == 0


def test_an_unknown_set_of_modules_is_told_those_there_are(npm_copy: Path) -> None:
    outcome = run_setup(npm_copy, "modules.py", "nothing")
    assert outcome.returncode == 2
    assert "modules.py lighthouse|validator" in outcome.stderr
