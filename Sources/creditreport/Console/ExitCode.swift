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
