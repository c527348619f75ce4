// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing

/// The tables of docs/template-language.md are those of the compiler.
@Suite struct ReferenceTests {
    static let tables = [TemplateReference.elements, TemplateReference.properties, TemplateReference.formats]

    @Test(arguments: tables) func theDocumentationHasTheTable(table: String) throws {
        let page = String(decoding: try TestFile.read(Repository.path("docs/template-language.md")), as: UTF8.self)
        #expect(page.contains(table), "\(table)")
        #expect(table.split(separator: "\n").count > 6)
    }
}
