// SPDX-License-Identifier: Apache-2.0

/// What an error is called in Chinese: one title for each name that docs/errors.md lists, which prints it too.
enum ErrorTitle {
    /// The title of an error; nil if no error has the name.
    static func of(_ code: String) -> String? {
        (office.first { $0.key == code } ?? documents.first { $0.key == code })?.value
    }
}
