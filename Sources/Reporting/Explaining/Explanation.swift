// SPDX-License-Identifier: Apache-2.0

public import Bytes
public import Records

/// Why each record of a subject is or is not in a report, rule by rule, in words, with what would change it.
public struct Explanation: Sendable {
    /// A sentence in Chinese and in English.
    public struct Sentence: Hashable, Sendable {
        /// In Chinese.
        public var chinese: String
        /// In English.
        public var english: String

        /// A sentence in both languages.
        public init(_ chinese: String, _ english: String) {
            self.chinese = chinese
            self.english = english
        }
    }

    /// What one rule says.
    public struct Line: Sendable {
        /// The number of the rule, as docs/rules.md has it.
        public var rule: String
        /// Whether the rule holds; nil for a line that only tells what is the case.
        public var holds: Bool?
        /// What it finds.
        public var text: Sentence
        /// What would change that; nil if nothing that can be named would.
        public var change: Sentence?
    }

    /// What became of one record.
    public struct RecordEntry: Sendable {
        /// Item and document number.
        public var title: String
        /// What makes it this record (rules, 1.1).
        public var identity: String
        /// Where it stands.
        public var domain: Report.CodedName
        /// What became of it: shown, counted, omitted, revoked, replaced, withheld, unplaced or outside.
        public var inclusion: String
        /// The marks that the report prints beside it.
        public var marks: [String]
        /// What became of it and why, in one line.
        public var conclusion: Line
        /// What versions, sources, replacements, events and its state decide.
        public var lines: [Line]
        /// How the current version of each source stands to the rules of selection.
        public var versions: [VersionEntry]
    }

    /// How a source's current version stands to the rules of selection.
    public struct VersionEntry: Sendable {
        /// Who delivered it.
        public var source: Report.CodedName
        /// When it was received.
        public var received: Instant
        /// Whether it is the version that is or would be shown.
        public var isDecisive: Bool
        /// For each of its parts (分项) what each rule says.
        public var parts: [[Line]]
    }

    /// A domain with its conclusion.
    public struct DomainEntry: Sendable {
        /// The domain.
        public var domain: Report.CodedName
        /// The conclusion as the report prints it.
        public var conclusion: String
        /// Why it reads so.
        public var line: Line
    }

    /// The subject's code.
    public var subject: String
    /// Its current name.
    public var name: String
    /// What was asked, from which data and by which policy.
    public var question: [Sentence]
    /// Every record, in the order of report.
    public var records: [RecordEntry]
    /// The events that wait for their record, or for the event that they name.
    public var waiting: [Line]
    /// The events that can have no effect.
    public var faults: [Line]
    /// The rows that name the subject and could not be accepted (待核); nil if there are none.
    public var pending: Line?
    /// The lines that were erased by law (依法删除), law by law.
    public var erased: [Line]
    /// The conclusions, in order.
    public var domains: [DomainEntry]
}

extension Explanation {
    /// The explanation of a finding.
    init(
        _ found: (subject: CreditCode, scope: Scope, registration: Registration, finding: Finding), rulebook: Rulebook,
        masking: Masking
    ) {
        let wording = ExplanationWording(rulebook: rulebook, scope: found.scope, masking: masking)
        let finding = found.finding
        subject = found.subject.text
        name = found.registration.name
        question = wording.question
        records = finding.records.map(wording.entry)
        waiting = finding.waiting.map(wording.waiting)
        faults = finding.faults.map { wording.fault($0.event, $0.fault) }
        pending = wording.pending(finding.pending)
        erased = finding.erased.map(wording.erased)
        domains = finding.domains.map(wording.entry)
    }
}

extension Explanation {
    /// How every record of a history stands, whatever a request could ask: of all time and domains, seen by the subject.
    ///
    /// There are no conclusions in it: they need the coverage of a whole store.
    public static func standing(
        of subject: CreditCode, in history: History, at instant: Instant, rulebook: Rulebook
    ) -> Explanation {
        let scope = Scope.everything(on: instant.day, cutoff: instant)
        let coverage = Coverage(statements: [], cutoff: instant, rulebook: rulebook)
        let finding = Finding(on: history, scope: scope, rulebook: rulebook, coverage: coverage)
        let mask = rulebook.policy.mask
        var explanation = Explanation(
            (subject, scope, history.registration ?? Registration(name: subject.text), finding), rulebook: rulebook,
            masking: Masking(first: mask.first, last: mask.last))
        explanation.domains = []
        return explanation
    }
}

extension Explanation.Sentence {
    /// Of how many subjects a report is, and why; nil of one that is about one subject alone (rules, 9).
    init?(range branches: ReportRequest.Branches, count: Int) {
        guard case .found(let codes, let unlisted) = branches else {
            guard count > 1 else { return nil }
            self.init("报告共 \(count) 个主体", "the report is about \(count) subjects")
            return
        }
        self.init(
            "报告共 \(count) 个主体，其中登记信息载明的各级分支机构、子公司 \(codes.count) 个",
            "the report is about \(count) subjects, \(codes.count) of them branches and subsidiaries by the register")
        guard unlisted > 0 else { return }
        self =
            self
            + Self(
                "；另有 \(unlisted) 条登记信息载明隶属于上述主体，未能列为主体",
                "; \(unlisted) more lines of the register name one of them as theirs and cannot have a section")
    }

    /// One sentence behind the other.
    static func + (left: Self, right: Self) -> Self {
        Self(left.chinese + right.chinese, left.english + right.english)
    }
}
