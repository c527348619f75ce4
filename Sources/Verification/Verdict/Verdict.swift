// SPDX-License-Identifier: Apache-2.0

/// What is to be said of a file that claims to be a report: four answers with their evidence, and one outcome.
///
/// "Not authentic" is a value; only what could not be looked at is an error.
public struct Verdict: Sendable {
    /// Of what kind the file is; nil if it is none of the three.
    public var kind: ArtefactKind?
    /// The four questions in their order, each with its answer.
    public var answers: [QuestionAnswer]
    /// What the report says of itself; nil if nothing could be taken out. Not to be believed unless the outcome is `reliable`.
    public var facts: ReportFacts?
    /// What follows from the answers.
    public var outcome: Outcome
}

/// The three forms of a report.
public enum ArtefactKind: String, Sendable, CaseIterable {
    case xml, html, pdf
}

/// What may be asked of a report.
public enum Question: String, Sendable, CaseIterable {
    /// Is it unchanged?
    case integrity
    /// Who issued it, and are they trusted?
    case issuer
    /// Is it in force: not withdrawn, not superseded, within its time?
    case status
    /// Does what is shown say what the data says?
    case content

    /// The question in words.
    public var words: Words {
        switch self {
        case .integrity: Words("文件是否未被改动？", "Is it unchanged?")
        case .issuer: Words("由谁出具，是否可信？", "Who issued it, and are they trusted?")
        case .status: Words("是否仍然有效？", "Is it in force?")
        case .content: Words("所示内容与签名数据是否一致？", "Does what is shown say what the data says?")
        }
    }
}

/// An answer to a question.
public enum Answer: String, Sendable {
    case valid = "VALID"
    case invalid = "INVALID"
    /// It could not be found out with what was at hand.
    case unknown = "UNKNOWN"
    /// It could not be looked at.
    case error = "ERROR"
}

/// A question with its answer and what speaks for it.
public struct QuestionAnswer: Sendable {
    /// The question.
    public var question: Question
    /// The answer: the worst of its evidence.
    public var answer: Answer
    /// What was looked at, in order.
    public var evidence: [Evidence]
}

/// One thing that was looked at.
public struct Evidence: Sendable {
    /// The stable name of the check, such as "xml.signature".
    public var check: String
    /// What it showed.
    public var answer: Answer
    /// What it showed, in words.
    public var words: Words
}

/// A sentence in both languages.
public struct Words: Hashable, Sendable {
    /// In Chinese.
    public var chinese: String
    /// In English.
    public var english: String

    /// A sentence in Chinese and in English.
    public init(_ chinese: String, _ english: String) {
        self.chinese = chinese
        self.english = english
    }
}

/// What follows from the answers; the raw value is the exit code.
public enum Outcome: Int32, Sendable, CaseIterable {
    case reliable = 0
    case notAuthentic = 10
    case issuerNotTrusted = 11
    case notInForce = 12
    case outsideValidity = 13
    case statusUnknown = 14
    case unexpected = 15
    case notAReport = 20
    case overLimit = 21

    /// The outcomes in the order in which the first that occurs among several files decides.
    public static let byGravity: [Outcome] = [
        .notAuthentic, .issuerNotTrusted, .notInForce, .outsideValidity, .unexpected, .statusUnknown, .notAReport,
        .overLimit,
    ]

    /// The outcome in words.
    public var words: Words {
        switch self {
        case .reliable: Words("可以信赖", "rely on it")
        case .notAuthentic: Words("不是真实的报告", "not authentic")
        case .issuerNotTrusted: Words("出具单位不受信任", "the issuer is not trusted")
        case .notInForce: Words("报告已撤回、被替代或者未登记", "withdrawn, superseded or not registered")
        case .outsideValidity: Words("不在有效期内", "outside its validity")
        case .statusUnknown: Words("文件真实，但状态无法核实", "genuine, but not all could be checked")
        case .unexpected: Words("报告真实，但与所要求的主体、批次、用途或者时间不符", "genuine, but not the one that was expected")
        case .notAReport: Words("不是信用报告", "not a report")
        case .overLimit: Words("超出处理限度", "over a limit")
        }
    }
}
