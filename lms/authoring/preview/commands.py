"""The command `lms courses preview`."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("preview")
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--port", default=8100, show_default=True, type=click.IntRange(0, 65535), help="Port on this machine.")
@click.option("--english", is_flag=True, help="Say in English what is wrong.")
def preview(folder: Path, port: int, *, english: bool) -> None:
    """Show FOLDER in a browser while you write: as learners see it, on a telephone, projected, printed.

    Every page shows itself anew when a file is saved, and says what is wrong. Only this machine can reach it.
    """
    from lms.authoring.preview.app import make_preview  # the shell of pages is slow to load
    from lms.authoring.preview.serving import server_of

    try:
        server = server_of(make_preview(folder, english=english), port)
    except OSError as error:
        reason = error.strerror or str(error)
        tried = f"port {port} cannot be used" if english else f"không dùng được cổng {port}"
        raise click.ClickException(f"{tried} ({reason}): --port …") from None
    end = "Ctrl+C ends it." if english else "Bấm Ctrl+C để dừng."
    click.echo(f"http://127.0.0.1:{server.port}/  {end}")
    server.serve_forever()
