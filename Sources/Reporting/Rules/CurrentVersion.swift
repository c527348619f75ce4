// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension RecordHistory {
    /// The current version of each source that delivered the record by the cutoff, in the order of the sources' codes.
    ///
    /// Rules, 1.3: a delivery equal to what is current changes nothing; of the others the one with the source's latest
    /// update time is current if all of them have one, else the latest received, else the later delivery.
    func currentVersions(at cutoff: Instant) -> [Version] {
        var sources: [String: SourceVersions] = [:]
        for version in deliveries.sorted(by: Self.isReceivedBefore) where version.received <= cutoff {
            sources[version.source, default: SourceVersions()].deliver(version)
        }
        return sources.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.compactMap { $0.value.current }
    }

    /// Whether one delivery came before another; of two at one instant, the later import came later.
    static func isReceivedBefore(_ left: Version, _ right: Version) -> Bool {
        (left.received, left.sequence) < (right.received, right.sequence)
    }
}

/// The versions of one source, delivered one after another.
private struct SourceVersions {
    private var newest: Version?
    private var lastUpdated: Version?
    private var allHaveTimes = true

    var current: Version? { allHaveTimes ? lastUpdated : newest }

    mutating func deliver(_ version: Version) {
        if let current, current.hasSameContent(as: version) { return }
        newest = version
        guard let time = version.updated else {
            allHaveTimes = false
            return
        }
        // Equal update times: the latest received (rules, 7).
        if let known = lastUpdated?.updated, known > time { return }
        lastUpdated = version
    }
}
