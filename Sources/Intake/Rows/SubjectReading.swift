// SPDX-License-Identifier: Apache-2.0

internal import Records

/// Whom a row is about, as far as its code, registration number and name say.
enum SubjectReading: Equatable {
    /// It says so by a sound code, or by the placeholder for one and a 工商注册号.
    case sound(SubjectKey)
    /// A 工商注册号 stands where the code should: the register must know the number.
    case number(String)
    /// It can't be told; `reason` is a stable code, `field` plays the role that is at fault.
    case unusable(reason: String, role: FieldRole, expected: String)

    /// Reads what a row says about its subject.
    ///
    /// - Parameters:
    ///   - code: the delivered 统一社会信用代码.
    ///   - number: the delivered 工商注册号.
    ///   - isRounded: whether the code is a number that has lost its last digits: it may be sound by chance.
    init(code: String, number: String, isRounded: Bool = false) {
        if isRounded {
            self = .unusable(
                reason: FieldReading.roundedCode, role: .subjectCode,
                expected: "a code typed as text: of a number a spreadsheet keeps 15 digits")
            return
        }
        let code = Spelling.normalize(code)
        let number = Spelling.normalize(number)
        let hasNumber = Self.isRegistrationNumber(number)
        if code.isEmpty {
            self =
                hasNumber
                ? .number(number) : .unusable(reason: "code.missing", role: .subjectCode, expected: "18 characters")
        } else if code == Self.placeholder {
            self =
                hasNumber
                ? .sound(.registration(number))
                : .unusable(
                    reason: "code.placeholder", role: .registrationNumber,
                    expected: "a registration number, as 17 zeros and X say that there is no code")
        } else if code.utf8.count == 15, code.utf8.allSatisfy({ $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }) {
            self = .number(code)
        } else {
            do throws(CreditCodeFault) {
                self = .sound(.code(try CreditCode(code)))
            } catch {
                self = .unusable(reason: error.reason, role: .subjectCode, expected: error.expected)
            }
        }
    }

    /// Whether it names its subject by a sound code or the placeholder for one.
    var isSound: Bool {
        if case .sound = self { true } else { false }
    }

    /// Whether code and number name nothing but a natural person: neither has a numeral, or the code is an identity number.
    ///
    /// One that is masked counts as well, if it has no other letter than X. Whatever else stands there may be an
    /// enterprise's, be it mistyped; so may a row that bears a name which no person has.
    static func isPersons(code: String, number: String, name: String) -> Bool {
        guard !isRegistrationNumber(Spelling.normalize(number)) else { return false }
        let name = Spelling.normalize(name)
        guard !enterpriseWords.contains(where: name.contains) else { return false }
        let code = Spelling.normalize(code)
        let isMasked =
            code.utf8.count(where: { $0 == UInt8(ascii: "*") }) >= 4
            && code.utf8.allSatisfy { $0 < UInt8(ascii: "A") || $0 > UInt8(ascii: "Z") || $0 == UInt8(ascii: "X") }
        return isMasked || !hasNumeral(code) || Masking.usual.text(code) != code
    }

    /// What names of enterprises have and those of persons have not.
    private static let enterpriseWords = ["公司", "合作社", "集团", "企业", "事务所"]

    /// What stands in the column of the code for an individual business that has none.
    static let placeholder = "00000000000000000X"

    /// Whether a text can be a 工商注册号: it has a digit, and no more than the 50 characters of its field.
    private static func isRegistrationNumber(_ text: String) -> Bool {
        text.unicodeScalars.count <= 50
            && hasNumeral(text) && !RecordIdentity.isRounded(number: text)
            && !text.unicodeScalars.contains { $0.value < 0x20 }
    }

    private static func hasNumeral(_ text: String) -> Bool {
        text.utf8.contains { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") }
    }

    /// Under what a row is kept whose subject can't be told: its name, else its registration number, if it has one.
    static func fallback(name: String, number: String) -> SubjectKey {
        if let name = Self.name(name) { return name }
        let number = Spelling.normalize(number)
        return isRegistrationNumber(number) ? .registration(number) : .nobody
    }

    /// The key of a name; nil if there is none.
    static func name(_ name: String) -> SubjectKey? {
        let name = Spelling.normalize(CleanText(name).text)
        // No register holds a name of more than 200 characters; a key must have an end.
        return name.isEmpty ? nil : .name(String(String.UnicodeScalarView(name.unicodeScalars.prefix(200))))
    }

    /// Every key that a row gives, whether it is the subject's or not: a sound code, the registration numbers, the name.
    static func keys(code: String, name: String, number: String) -> [SubjectKey] {
        var keys: [SubjectKey] = []
        switch SubjectReading(code: code, number: "") {
        case .sound(let key): keys.append(key)
        case .number(let text): keys.append(.registration(text))
        case .unusable: break
        }
        let number = Spelling.normalize(number)
        if isRegistrationNumber(number), !keys.contains(.registration(number)) { keys.append(.registration(number)) }
        if let name = Self.name(name) { keys.append(name) }
        return keys
    }
}

extension CreditCodeFault {
    /// The stable code of a pending row's reason.
    var reason: String {
        switch self {
        case .length: "code.length"
        case .character: "code.character"
        case .check: "code.check"
        case .placeholder: "code.zeros"
        }
    }

    /// What was expected in the place of what is wrong.
    var expected: String {
        switch self {
        case .length: "18 characters"
        case .character(let position): "one of 0-9, A-H, J-N, P-R, T, U, W, X, Y in place \(position)"
        case .check(_, let expected): "the check character \(expected)"
        case .placeholder: "a code: zeros stand for one that is not there"
        }
    }
}
