// SPDX-License-Identifier: Apache-2.0

import Cryptography
import Glibc

/// Where the passphrase (口令) of a key comes from: a file descriptor, a variable of the environment, or a terminal;
/// never an argument, which every user of the machine can read.
struct PassphraseSource {
    static let options: [OptionSyntax] = [
        .value("--passphrase-fd", "N", "read the key's passphrase from this file descriptor, a line for each key"),
        .value("--passphrase-env", "NAME", "take the key's passphrase from this variable of the environment"),
    ]

    private let descriptor: Int32?
    private let variable: String?

    /// The source that a command line names; the terminal if it names none.
    init(_ arguments: Arguments) throws {
        variable = arguments.value("--passphrase-env")
        guard let text = arguments.value("--passphrase-fd") else {
            descriptor = nil
            return
        }
        guard let number = Int32(text), number >= 0, variable == nil else {
            throw arguments.usage(
                "--passphrase-fd is \"\(text)\"", "a file descriptor such as 3, and not with --passphrase-env")
        }
        descriptor = number
    }

    /// The passphrase of a key; nil if there is nowhere to ask for it.
    func passphrase(for path: String) throws(CryptographyError) -> Passphrase? {
        if let descriptor {
            return try unsafe Passphrase { buffer throws(CryptographyError) in
                try unsafe Self.line(from: descriptor, into: buffer)
            }
        }
        if let variable {
            guard let text = unsafe getenv(variable) else {
                throw CryptographyError(.passphrase, "the environment has no variable \(variable)")
            }
            return try unsafe Passphrase { buffer throws(CryptographyError) in
                let count = unsafe strlen(text)
                guard let start = buffer.baseAddress, count <= Passphrase.limit else { return 0 }
                unsafe memcpy(start, text, count)
                return count
            }
        }
        return try prompted(path)
    }

    /// Asks on the terminal, which does not show what is typed.
    private func prompted(_ path: String) throws(CryptographyError) -> Passphrase? {
        let terminal = unsafe open("/dev/tty", O_RDWR | O_CLOEXEC)
        guard terminal >= 0 else { return nil }
        defer { close(terminal) }
        var settings = termios()
        guard unsafe tcgetattr(terminal, &settings) == 0 else { return nil }
        var silent = settings
        silent.c_lflag &= ~tcflag_t(ECHO)
        guard unsafe tcsetattr(terminal, TCSAFLUSH, &silent) == 0 else { return nil }
        defer {
            unsafe tcsetattr(terminal, TCSAFLUSH, &settings)
            _ = unsafe write(terminal, "\n", 1)
        }
        let question = Console.printable("\(path): ") + "passphrase: "
        _ = unsafe write(terminal, question, question.utf8.count)
        return try unsafe Passphrase { buffer throws(CryptographyError) in
            try unsafe Self.line(from: terminal, into: buffer)
        }
    }

    /// Reads to the end of a line, byte by byte: what follows is the next key's.
    private static func line(
        from descriptor: Int32, into buffer: UnsafeMutableBufferPointer<UInt8>
    ) throws(CryptographyError) -> Int {
        var count = 0
        while count < buffer.count {
            let found = unsafe read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, 1)
            if found < 0 && errno == EINTR { continue }
            guard found >= 0 else {
                throw CryptographyError(
                    .passphrase, "the passphrase cannot be read: \(unsafe String(cString: strerror(errno)))")
            }
            guard found > 0, unsafe buffer[count] != UInt8(ascii: "\n") else { return count }
            count += 1
        }
        throw CryptographyError(.passphrase, "the passphrase has more than \(Passphrase.limit) bytes")
    }
}
