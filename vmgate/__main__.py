"""`python -m vmgate`."""

from vmgate.cli import run

if __name__ == "__main__":
    run()
