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
    init(code: String, number: String) {
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

    /// What stands in the column of the code for an individual business that has none.
    static let placeholder = "00000000000000000X"

    /// Whether a text can be a 工商注册号: it has a digit, and no more than the 50 characters of its field.
    private static func isRegistrationNumber(_ text: String) -> Bool {
        text.unicodeScalars.count <= 50
            && text.utf8.contains { $0 >= UInt8(ascii: "1") && $0 <= UInt8(ascii: "9") }
            && !text.unicodeScalars.contains { $0.value < 0x20 }
    }

    /// Under what a row is kept whose subject can't be told: its name, else its registration number, if it has one.
    static func fallback(name: String, number: String) -> SubjectKey {
        let name = Spelling.normalize(CleanText(name).text)
        let number = Spelling.normalize(number)
        // No register holds a name of more than 200 characters; a key must have an end.
        if !name.isEmpty { return .name(String(String.UnicodeScalarView(name.unicodeScalars.prefix(200)))) }
        return isRegistrationNumber(number) ? .registration(number) : .nobody
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
