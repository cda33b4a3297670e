"""``python -m stalinfacts``."""

from stalinfacts.cli import main

if __name__ == "__main__":
    main()
