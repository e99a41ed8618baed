"""Files people of ill will make: what each begins with, what it holds, and what becomes of it."""

from __future__ import annotations

import io
import zipfile
import zlib
from dataclasses import dataclass

SCRIPT = b"<script>alert(1)</script>"
PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF"
# Put together here, or a scanner would take this file for the thing itself (eicar.org).
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PARTS = b'<Types><Override PartName="/word/document.xml" ContentType="%s"/></Types>'
WORD = PARTS % b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LARGEST = 10 * 1024 * 1024


@dataclass(frozen=True)
class Bad:
    """A file, and whether it is kept (and then never runs) or refused."""

    name: str
    content: bytes
    kept: bool = False


def archive(*parts: tuple[str, bytes], store: bool = False) -> bytes:
    """A ZIP archive of those parts."""
    out = io.BytesIO()
    how = zipfile.ZIP_STORED if store else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(out, "w", how) as made:
        for name, content in parts:
            made.writestr(name, content)
    return out.getvalue()


def document(*parts: tuple[str, bytes], types: bytes = WORD) -> bytes:
    """A text document with those parts besides."""
    return archive(("[Content_Types].xml", types), ("word/document.xml", b"<w/>"), *parts)


def bomb() -> bytes:
    """Sixteen mebibytes of nothing in a few kilobytes, inside another archive."""
    return archive(("bomb.zip", archive(("zeros", bytes(16 * 1024 * 1024)))))


def many(count: int) -> bytes:
    """A document with more parts than anybody wrote."""
    return document(*((f"word/{number}", b"") for number in range(count)))


def macro_types() -> bytes:
    return PARTS % b"application/vnd.ms-word.document.macroEnabled.main+xml"


def bad_types() -> bytes:
    """A document whose list of parts cannot be unpacked."""
    made = bytearray(archive(("[Content_Types].xml", WORD * 20), ("word/document.xml", b"<w/>")))
    packed = zlib.compress(WORD * 20)[2:12]
    made[made.index(packed[:4]) : made.index(packed[:4]) + 4] = b"\xff\xff\xff\xff"
    return bytes(made)


REFUSED = [
    Bad("empty.png", b""),
    Bad("large.png", PNG + bytes(LARGEST)),
    Bad("page.html", b"<!doctype html>" + SCRIPT),
    Bad("page.png", SCRIPT),
    Bad("page.htm", b"\xef\xbb\xbf<html>" + SCRIPT),
    Bad("utf7.txt", b"+ADw-script+AD4-alert(1)+ADw-/script+AD4-"),
    Bad("picture.svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'),
    Bad("picture.svgz", zlib.compress(b"<svg onload=alert(1)/>")),
    Bad(
        "feed.xml", b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    ),
    Bad("style.css", b"@import url(//evil.example/x.css);"),
    Bad("script.js", b"alert(1)"),
    Bad("shell.php", b"<?php system($_GET['c']); ?>"),
    Bad("shell.sh", b"#!/bin/sh\nid\n"),
    Bad("program.exe", b"MZ\x90\x00" + bytes(64)),
    Bad("program.png", b"MZ\x90\x00" + bytes(64)),
    Bad("program", b"\x7fELF\x02\x01\x01" + bytes(64)),
    Bad("program.class", b"\xca\xfe\xba\xbe" + bytes(64)),
    Bad("mail.eml", b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + SCRIPT),
    Bad("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)),
    Bad("eicar.com", EICAR),
    Bad("eicar.zip", archive(("eicar.com", EICAR))),
    Bad("nested.zip", archive(("a.zip", archive(("b.zip", archive(("c", b"x"))))))),
    Bad("bomb.zip", bomb()),
    Bad("slip.zip", archive(("../../../evil.sh", b"id"))),
    Bad("half.docx", document()[:60]),
    Bad("only-pk.docx", b"PK\x03\x04" + bytes(200)),
    Bad("no-types.docx", archive(("word/document.xml", b"<w/>"))),
    Bad("bad-types.docx", bad_types()),
    Bad("macros.docm", document(types=macro_types())),
    Bad("macros.docx", document(types=macro_types())),
    Bad("vba.docx", document(("word/vbaProject.bin", b"x"), types=WORD + b"vbaProject.bin")),
    Bad("hidden.docx", document(("word/a.bin", b"x"), types=WORD + b"vnd.ms-office.vbaProject")),
    Bad("many.docx", many(3000)),
    Bad("program.jar", archive(("META-INF/MANIFEST.MF", b"x"), ("A.class", b"\xca\xfe\xba\xbe"))),
    Bad("links.url", b"[InternetShortcut]\r\nURL=javascript:alert(1)"),
    Bad("table.csv", b"=cmd|' /C calc'!A0"),
]
INERT = [
    Bad("gif-and-script.gif", b"GIF89a/*" + bytes(8) + b"*/=1;alert(1)//", kept=True),
    Bad("gif-and-page.html", b"GIF89a" + SCRIPT, kept=True),
    Bad("png-and-page.html", PNG + SCRIPT, kept=True),
    Bad("jpeg-and-php.php", JPEG + b"<?php system('id'); ?>", kept=True),
    Bad("jpeg-and-page.jpg.html", JPEG + b"<html>" + SCRIPT, kept=True),
    Bad("pdf-and-page.html", b"%PDF-1.7\n" + SCRIPT, kept=True),
    Bad("pdf-and-script.pdf", b"%PDF-1.7\n<< /OpenAction << /S /JavaScript >> >>", kept=True),
    Bad("webp-and-page.html", b"RIFF\x00\x00\x00\x00WEBP" + SCRIPT, kept=True),
    Bad("ogg-and-page.html", b"OggS" + SCRIPT, kept=True),
    Bad("mp3-and-page.html", b"ID3" + SCRIPT, kept=True),
    Bad("mp4-and-page.html", b"<b>\x00ftypisom" + SCRIPT, kept=True),
    Bad("m4a-and-page.html", b"\x00\x00\x00\x00ftypM4A " + SCRIPT, kept=True),
    Bad("webm-and-page.html", b"\x1aE\xdf\xa3" + SCRIPT, kept=True),
    Bad("picture-and-archive.png", PNG + archive(("x.sh", b"id")), kept=True),
    Bad("document-and-page.docx", document(("word/page.html", SCRIPT)), kept=True),
    Bad("document-and-slip.docx", document(("../../../x", b"id")), kept=True),
]
ALL = [*REFUSED, *INERT]

NAMES = [
    "../../x.png",
    "..\\..\\x.png",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "\\\\server\\share\\x.png",
    "x" * 300 + ".png",
    "\U0001f600" * 300 + ".png",
    "a\0b.png",
    "a\r\nX-Evil: 1\r\n\r\n<script>.png",
    "unga\u202egpj.exe",
    "\u2066x\u2069.png",
    "\u200b.png",
    "CON",
    "NUL.png",
    "COM1.png",
    "x.png::$DATA",
    ".htaccess",
    "...",
    "....//....//x",
    "%2e%2e%2fx",
    '"; filename="x.html',
    "x.png; filename*=UTF-8''x.html",
    "<img src=x onerror=alert(1)>.png",
    "'><svg onload=alert(1)>.png",
    "=cmd|' /C calc'!A0.png",
    "-rf",
    "$(id).png",
    "`id`.png",
    "|id",
    "~root",
    " x.png ",
    "x.html.",
]
