"""`python -m detente`: the same as `detente`, for where scripts are not on the path."""

from detente.cli import main

if __name__ == "__main__":
    main()
