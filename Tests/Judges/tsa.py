#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A timestamp authority for tests: answers RFC 3161 requests over HTTP on loopback with `openssl ts`.

    tsa.py CONFIGURATION PORTFILE MOMENT [MODE]

MOMENT is what its clock shows (faketime). MODE is how it misbehaves: error, slow, junk, trailing,
other-nonce, empty, half (it closes before the end), drip (a byte now and then), type, redirect, oversized, rejection,
replay (its first answer to everybody), hang-at-N (the Nth request waits). A line for each request goes to PORTFILE.count.
It writes its port into PORTFILE and ends when its standard input does.
"""
import http.server
import os
import subprocess
import sys
import tempfile
import threading
import time

configuration, portfile, moment = sys.argv[1:4]
mode = sys.argv[4] if len(sys.argv) > 4 else ""
lock = threading.Lock()
first = []


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        request = self.rfile.read(int(self.headers["Content-Length"]))
        if self.headers["Content-Type"] != "application/timestamp-query" or mode == "error":
            self.send_error(500)
            return
        with lock, open(portfile + ".count", "a+") as file:
            file.write("request\n")
            file.seek(0)
            number = len(file.readlines())
        if mode == "slow" or mode == "hang-at-%d" % number:
            time.sleep(6)
        if mode == "redirect":
            self.send_response(302)
            self.send_header("Location", "http://127.0.0.1:%d/other" % server.server_port)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if mode == "other-nonce":
            request = request[:-4] + bytes([request[-4] ^ 1]) + request[-3:]
        with lock, tempfile.TemporaryDirectory() as directory:
            query, reply = os.path.join(directory, "q"), os.path.join(directory, "r")
            with open(query, "wb") as file:
                file.write(request)
            command = ["faketime", "-f", moment, "openssl", "ts", "-reply", "-config", configuration, "-queryfile", query]
            subprocess.run(command + ["-out", reply], check=True, stderr=subprocess.DEVNULL, env={**os.environ, "TZ": "UTC"})
            with open(reply, "rb") as file:
                answer = file.read()
        if mode == "junk":
            answer = b"\x30\x03abc"
        if mode == "trailing":
            answer += b"\x00"
        if mode == "empty":
            answer = b""
        if mode == "oversized":
            answer = b"\x30\x83\x10\x00\x00" + bytes(0x100000)
        if mode == "rejection":
            answer = bytes.fromhex("3009300702010203020520")
        if mode == "replay":
            first.append(answer)
            answer = first[0]
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if mode == "type" else "application/timestamp-reply")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        try:
            if mode == "half":
                self.wfile.write(answer[: len(answer) // 2])
            elif mode == "drip":
                for byte in answer:
                    self.wfile.write(bytes([byte]))
                    time.sleep(0.2)
            else:
                self.wfile.write(answer)
        except OSError:
            pass

    def log_message(self, *words):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
with open(portfile + ".new", "w") as file:
    file.write(str(server.server_port))
os.rename(portfile + ".new", portfile)
sys.stdin.read()
