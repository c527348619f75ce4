// SPDX-License-Identifier: Apache-2.0

import Bytes
import Reporting

/// Versions of each source, and what is current (rules, 1.3 and 7).
extension NaiveRules {
    /// The sources that delivered a record, in code order.
    func sources(of record: RecordHistory) -> [String] {
        var result: [String] = []
        for delivery in record.deliveries where !result.contains(delivery.source) { result.append(delivery.source) }
        return result.sorted(by: NaiveSpelling.precedes)
    }

    /// The current version of each source, in code order.
    func currentVersions(of record: RecordHistory) -> [Version] {
        var result: [Version] = []
        for source in sources(of: record) {
            var versions: [Version] = []
            for delivery in record.deliveries where delivery.source == source {
                if let current = Self.current(of: versions), Self.saysTheSame(current, delivery) { continue }
                versions.append(delivery)
            }
            if let current = Self.current(of: versions) { result.append(current) }
        }
        return result
    }

    /// The current one of a source's versions.
    static func current(of versions: [Version]) -> Version? {
        var allHaveTimes = true
        for version in versions where updateTime(of: version) == nil { allHaveTimes = false }
        var best: Version?
        for version in versions {
            guard let other = best else {
                best = version
                continue
            }
            if allHaveTimes, let time = updateTime(of: version), let otherTime = updateTime(of: other),
                time != otherTime
            {
                if time > otherTime { best = version }
            } else if isLater(version, than: other) {
                best = version
            }
        }
        return best
    }

    /// Whether a version was received later than another, or at the same instant by a later delivery.
    static func isLater(_ version: Version, than other: Version) -> Bool {
        if version.received != other.received { return version.received > other.received }
        return version.sequence > other.sequence
    }

    /// The update time of a version: the latest of its parts, if all have one.
    static func updateTime(of version: Version) -> Instant? {
        var latest: Instant?
        for part in version.parts {
            guard let time = part.updated else { return nil }
            if latest.map({ time > $0 }) ?? true { latest = time }
        }
        return latest
    }

    /// Whether two versions are equal: the same parts, in whatever order.
    static func saysTheSame(_ left: Version, _ right: Version) -> Bool {
        var rest: [[UInt8]] = []
        for part in right.parts { rest.append(part.content) }
        for part in left.parts {
            guard let place = rest.firstIndex(of: part.content) else { return false }
            rest.remove(at: place)
        }
        return rest.isEmpty
    }
}
