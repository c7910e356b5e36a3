"""`python -m vmgate`."""

from vmgate.cli import main

if __name__ == "__main__":
    main()
