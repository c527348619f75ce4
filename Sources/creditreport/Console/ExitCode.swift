// SPDX-License-Identifier: Apache-2.0

/// With what a command ends; the table stands in docs/errors.md.
enum ExitCode: Int32 {
    case success = 0
    case failure = 1
    case partly = 3
    case notAuthentic = 10
    case issuerNotTrusted = 11
    case notInForce = 12
    case outsideValidity = 13
    case statusUnknown = 14
    case unexpected = 15
    case notAReport = 20
    case overLimit = 21
    case usage = 64
    case badData = 65
    case noInput = 66
    case `internal` = 70
    case cannotCreate = 73
    case inputOutput = 74
    case locked = 75
    case interrupted = 130
}

/// Why a command ends without having done what it was asked for.
struct Failure: Error {
    /// The stable name of the error, listed in docs/errors.md.
    var code: String
    /// What is wrong, where, and what was expected.
    var message: String
    /// What to do about it.
    var hint: String?
    /// What the process ends with.
    var exit: ExitCode

    init(_ code: String, _ message: String, hint: String? = nil, exit: ExitCode) {
        self.code = code
        self.message = message
        self.hint = hint
        self.exit = exit
    }
}
