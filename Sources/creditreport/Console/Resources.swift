// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc

/// Where the templates and fonts that come with the program are.
enum Resources {
    /// The directory that holds `Templates` and `Fonts`: CREDITREPORT_HOME, else the nearest above the program's own, or `share/creditreport` beside it.
    static func home() throws -> String {
        if let variable = unsafe getenv("CREDITREPORT_HOME") { return unsafe String(cString: variable) }
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = unsafe readlink("/proc/self/exe", &buffer, buffer.count)
        var directory = String(decoding: buffer.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        while let slash = directory.lastIndex(of: "/") {
            directory = String(directory[..<slash])
            for candidate in [directory, directory + "/share/creditreport"]
            where Directory.exists(candidate + "/Templates") && Directory.exists(candidate + "/Fonts") {
                return candidate
            }
        }
        throw Failure(
            "resources.missing", "the folders Templates and Fonts are not found above the program",
            hint: "set CREDITREPORT_HOME to the directory that holds them", exit: .noInput)
    }
}

extension Arguments {
    /// The directories of templates: the one named, then the shipped one.
    func templateDirectories() throws -> [String] {
        [value("--templates")].compactMap(\.self) + [try Resources.home() + "/Templates"]
    }

    /// The directories of fonts: the one named, then the shipped one.
    func fontDirectories() throws -> [String] {
        [value("--fonts")].compactMap(\.self) + [try Resources.home() + "/Fonts"]
    }
}
