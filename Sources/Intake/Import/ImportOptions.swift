// SPDX-License-Identifier: Apache-2.0

public import Bytes

/// What an operator says about a delivery beside its file.
public struct ImportOptions: Sendable {
    /// When it was received.
    public var received: Instant
    /// The code or name of the catalogue item; nil to tell it from the headings.
    public var item: String?
    /// The code of the department that delivered (数据来源单位); nil if the rows say so.
    public var source: String?
    /// The day up to which the department states to be complete.
    public var through: CivilDay?
    /// The domains that it states the delivery to be for, by code or name; empty if it states none.
    public var domains: [String]

    /// What is said about a delivery received at that instant.
    public init(
        received: Instant, item: String? = nil, source: String? = nil, through: CivilDay? = nil, domains: [String] = []
    ) {
        self.received = received
        self.item = item
        self.source = source
        self.through = through
        self.domains = domains
    }
}
