"""An output module of speech-dispatcher that writes each message to the file of CID_SPEECH_LOG instead of sounding it.

It speaks speech-dispatcher's module protocol: a command a line on standard input, its data ended by a line with one dot.
Nothing takes time here, so nothing is ever interrupted: the file holds all that was handed to the synthesiser.
"""
import html
import os
import re
import sys

RECEIVING = {
    "SET": ("203 OK RECEIVING SETTINGS", "203 OK SETTINGS RECEIVED"),
    "AUDIO": ("207 OK RECEIVING AUDIO SETTINGS", "203 OK AUDIO INITIALIZED"),
    "LOGLEVEL": ("207 OK RECEIVING LOGLEVEL SETTINGS", "203 OK LOG LEVEL SET"),
}


def answer(*lines):
    for line in lines:
        sys.stdout.write(line + "\n")
    sys.stdout.flush()


def receive():
    lines = []
    for line in sys.stdin:
        line = line.rstrip("\n")
        if line == ".":
            break
        lines.append(line[1:] if line.startswith("..") else line)
    return "\n".join(lines)


def plain(ssml):
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", ssml)).split())


def main():
    with open(os.environ["CID_SPEECH_LOG"], "a", encoding="utf-8", buffering=1) as log:
        for line in sys.stdin:
            command = line.strip()
            if command == "INIT":
                answer("299-ready", "299 OK LOADED SUCCESSFULLY")
            elif command in ("SPEAK", "CHAR", "KEY", "SOUND_ICON"):
                answer("202 OK RECEIVING MESSAGE")
                log.write(plain(receive()) + "\n")
                answer("200 OK SPEAKING", "701 BEGIN", "702 END")
            elif command in RECEIVING:
                begin, end = RECEIVING[command]
                answer(begin)
                receive()
                answer(end)
            elif command.startswith("LIST VOICES"):
                answer("200-log\tru\tnone", "200 OK VOICE LIST SENT")
            elif command == "QUIT":
                answer("210 OK QUIT")
                return
            elif command not in ("STOP", "PAUSE"):
                answer("300 ERR UNKNOWN COMMAND")


main()
