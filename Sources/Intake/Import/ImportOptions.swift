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
    /// The decision days for which it is declared a backfill (补报; 内发改财金字〔2024〕920号, 二); nil for a usual delivery.
    public var backfill: ClosedRange<CivilDay>?
    /// Where the rows that wait are written for the department to correct; nil for nowhere. Nothing may stand there.
    public var pendingReport: String?
    /// How that file says to the department what is wrong and what was expected; nil for as this module says it.
    public var wording: (@Sendable (String) -> String)?
    /// How many bytes of lines are held in memory; what is more goes to files within the store.
    public var memory = 1 << 26
    /// How many threads work, at least 1; what is stored does not depend on it.
    public var jobs = min(Processors.count, 8)
    /// Told from time to time how many bytes of the file have been read; nil once all have.
    public var progress: (@Sendable (Int?) -> Void)?
    /// Asked from time to time whether to stop.
    public var isInterrupted: (@Sendable () -> Bool)?

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

    /// Tells how far an import is, and stops it if that is asked for.
    func checkpoint(_ bytes: Int?) throws(IntakeError) {
        if isInterrupted?() == true { throw IntakeError(.interrupted, "interrupted; nothing was stored") }
        progress?(bytes)
    }
}
