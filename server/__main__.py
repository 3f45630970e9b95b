"""Starts the server: `python -m server --host 127.0.0.1 --port 8501 --replicas 1`."""

import os
import signal

# Before anything else: who presses Ctrl-C while torch is being loaded wants to end now, and to read nothing.
for each in (signal.SIGINT, signal.SIGTERM):
    signal.signal(each, lambda *_: os._exit(0))

if __name__ == "__main__":
    from server.command import main

    main()
