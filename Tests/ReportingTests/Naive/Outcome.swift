// SPDX-License-Identifier: Apache-2.0

import Bytes
import Reporting

/// All that a report says of a history, in plain values that compare: what the two readings of the rules must agree on.
struct Outcome: Equatable, CustomStringConvertible {
    /// The line of a domain.
    struct Line: Equatable {
        /// The domain's code; 其他 for that.
        var domain: String
        var shown = 0
        var counted = 0
        var withheldGovernment = 0
        var withheldAuthorised = 0
        /// Shown and counted of the domain alone.
        var own = 0
        var covered: CivilDay?
        var isStale = false
        var text = ""
    }

    /// A record that is shown.
    struct Record: Equatable {
        var identity: String
        var domain: String
        var day: CivilDay?
        var state: RecordState
        /// The marks, sorted.
        var marks: [String]
        /// The sources named, in order.
        var sources: [String]
        /// Whose version is shown.
        var source: String
        /// Its parts, in order.
        var parts: [String]
    }

    var lines: [Line] = []
    var shown: [Record] = []
    /// What became of every other record, by identity, sorted.
    var others: [String] = []
    var unknownDomain = 0
    var pending = 0
    /// The waiting events and those with a fault, by their marks, in order.
    var waiting: [String] = []
    var faults: [String] = []

    var description: String {
        var text: [String] = []
        for line in lines {
            text.append(
                "  \(line.domain): \(line.text) (shown \(line.shown), counted \(line.counted), "
                    + "withheld \(line.withheldGovernment)+\(line.withheldAuthorised), own \(line.own), "
                    + "covered \(line.covered?.description ?? "-")\(line.isStale ? ", stale" : ""))")
        }
        for record in shown {
            text.append(
                "  shows \(record.identity) in \(record.domain) of \(record.day?.description ?? "-"): \(record.state) "
                    + "\(record.marks) from \(record.sources), version of \(record.source), parts \(record.parts)")
        }
        for other in others { text.append("  " + other) }
        text.append("  unknown domain \(unknownDomain), pending \(pending), waiting \(waiting), faults \(faults)")
        return text.joined(separator: "\n")
    }
}
