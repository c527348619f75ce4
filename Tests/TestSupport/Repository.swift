// SPDX-License-Identifier: Apache-2.0

/// The checkout that the tests were built from.
public enum Repository {
    /// Its directory.
    public static let root: String = {
        let parts = #filePath.split(separator: "/")
        return "/" + parts.dropLast(3).joined(separator: "/")
    }()

    /// The path of a file in it.
    public static func path(_ relative: String) -> String {
        root + "/" + relative
    }
}
