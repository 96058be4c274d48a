"""The `lms` command, which `python -m lms` stands for, too."""

import gc


def main() -> None:
    """Import the program, then do what is asked."""
    gc.disable()  # what is imported stays: to look it through for garbage on the way takes a fifth of the start
    from lms.cli import main as command

    gc.freeze()
    gc.enable()
    command()


if __name__ == "__main__":
    main()
