// SPDX-License-Identifier: Apache-2.0

/// The number of an indirect object; the generation is always 0 (ISO 32000-1, 7.3.10).
public struct PDFReference: Hashable, Sendable, CustomStringConvertible {
    /// The object number, from 1 on.
    public let number: Int

    /// A reference to the object with that number.
    ///
    /// - Precondition: `number` is positive.
    public init(number: Int) {
        precondition(number > 0, "object numbers begin at 1")
        self.number = number
    }

    /// The reference as a file spells it, "12 0 R".
    public var description: String { "\(number) 0 R" }
}
