"""Real SSH keys, and signatures as git makes them over a commit."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT = {"PATH": os.environ["PATH"], "HOME": os.devnull, "LC_ALL": "C"}


@dataclass(frozen=True, slots=True)
class Key:
    """One key pair: `private` is the file that ssh-keygen signs with."""

    private: Path

    @property
    def public(self) -> str:
        """The public key as an officer registers it: kind and key, no comment."""
        kind, key, *_ = self.private.with_suffix(".pub").read_text().split()
        return f"{kind} {key}"

    def sign(self, content: bytes, namespace: str = "git") -> bytes:
        """The armoured signature over some bytes."""
        command = ["ssh-keygen", "-Y", "sign", "-q", "-n", namespace, "-f", str(self.private)]
        done = subprocess.run(
            command, input=content, capture_output=True, check=True, env=ENVIRONMENT
        )
        return done.stdout


@dataclass
class Keyring:
    """Keys by the name of who holds them, each made when it is first asked for."""

    folder: Path

    def __getitem__(self, name: str) -> Key:
        private = self.folder / name
        if not private.exists():
            command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f"]
            subprocess.run([*command, str(private)], check=True, env=ENVIRONMENT)
        return Key(private)
