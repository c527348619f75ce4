// SPDX-License-Identifier: Apache-2.0

/// Collects evidence, and draws the verdict from it by one written rule.
struct VerdictBuilder {
    var kind: ArtefactKind?
    var facts: ReportFacts?
    private var evidence: [Question: [Evidence]] = [:]
    /// The gravest reason met so far that evidence alone does not tell apart.
    private var reasons: Set<Outcome> = []

    /// Takes note of what a check showed, and of the outcome that it forces if it is not VALID.
    mutating func add(
        _ question: Question, _ check: String, _ answer: Answer, _ chinese: String, _ english: String,
        forces outcome: Outcome? = nil
    ) {
        evidence[question, default: []].append(
            Evidence(check: check, answer: answer, words: Words(chinese, english)))
        if let outcome, answer != .valid { reasons.insert(outcome) }
    }

    /// Whether a check was answered by INVALID.
    func refutes(_ check: String) -> Bool {
        evidence.values.contains { $0.contains { $0.check == check && $0.answer == .invalid } }
    }

    /// Whether a question has been answered by VALID alone so far.
    func holds(_ question: Question) -> Bool {
        evidence[question].map { $0.allSatisfy { $0.answer == .valid } } ?? false
    }

    /// The verdict: reliable only if every question has evidence and all of it is VALID.
    func verdict() -> Verdict {
        let answers = Question.allCases.map { question in
            let evidence = evidence[question] ?? []
            let order: [Answer] = [.invalid, .error, .unknown]
            let worst = order.first { answer in evidence.contains { $0.answer == answer } }
            return QuestionAnswer(
                question: question, answer: worst ?? (evidence.isEmpty ? .unknown : .valid), evidence: evidence)
        }
        var outcome = Outcome.byGravity.first(where: reasons.contains)
        // A question without an answer is never passed over.
        if outcome == nil && answers.contains(where: { $0.answer != .valid }) { outcome = .statusUnknown }
        return Verdict(kind: kind, answers: answers, facts: facts, outcome: outcome ?? .reliable)
    }
}
