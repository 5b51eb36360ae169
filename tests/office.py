"""LibreOffice, headless, as the judge of what a word processor makes of a file.

It is driven by a Python that has its bridge (Debian: libreoffice-writer-nogui and python3-uno), in a process of its own.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from functools import cache
from pathlib import Path

ACCEPT, REJECT = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges"
_DRIVER = r"""
import json, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

soffice, folder, source, command = sys.argv[1:]
pipe = "plandiff" + str(time.time_ns())
office = subprocess.Popen([soffice, "-env:UserInstallation=" + folder, "--headless", "--norestore", "--nologo", "--nodefault",
                           "--accept=pipe,name=" + pipe + ";urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
local = uno.getComponentContext()
resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
while True:
    try:
        context = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except NoConnectException:
        assert office.poll() in (None, 0, 81)
        time.sleep(0.1)
services = context.ServiceManager
desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
document = desktop.loadComponentFromURL(source, "_blank", 0, (PropertyValue("Hidden", 0, True, 0),))
rows = []
if document is not None:
    if command:
        services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context).executeDispatch(
            document.CurrentController.Frame, command, "", 0, ())
    every = document.Text.createEnumeration()
    while every.hasMoreElements():
        paragraph = every.nextElement()
        if paragraph.supportsService("com.sun.star.text.Paragraph"):
            rows.append((paragraph.ParaStyleName, paragraph.ListLabelString if paragraph.NumberingIsNumber else "", paragraph.String))
    document.close(True)
print(json.dumps(rows))
try:
    desktop.terminate()
except Exception:
    pass
"""


@cache
def missing() -> str:
    """Why there is no LibreOffice to ask; empty where there is one."""
    if not shutil.which("soffice"):
        return "soffice is not installed"
    return "" if _python() else "no Python here has LibreOffice's bridge (uno)"


@cache
def _python() -> str:
    for name in ("/usr/bin/python3", "python3"):
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
            return found
    return ""


def paragraphs(raw: bytes, folder: Path, command: str = "", suffix: str = "docx") -> list[tuple[str, str, str]]:
    """Style, shown number and text of every paragraph, as LibreOffice has them after the command."""
    source = folder / f"in.{suffix}"
    source.write_bytes(raw)
    call = [
        _python(),
        "-c",
        _DRIVER,
        str(shutil.which("soffice")),
        (folder / "profile").as_uri(),
        source.as_uri(),
        command,
    ]
    done = subprocess.run(call, capture_output=True, text=True, timeout=180, check=True)
    return [(style, label, text) for style, label, text in json.loads(done.stdout)]
