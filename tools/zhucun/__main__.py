"""`python -m zhucun`."""

from zhucun.cli.main import main

if __name__ == "__main__":
    main()
