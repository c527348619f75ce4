// SPDX-License-Identifier: Apache-2.0

import Documents
import TestSupport
import Testing

@Suite struct StandardTemplateTests {
    @Test func compiles() throws {
        let folder = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 } + "/Templates/standard/"
        do {
            let template = try Template(
                name: "standard", markup: TestFile.read(folder + "report.xhtml"),
                styleSheet: TestFile.read(folder + "style.css"))
            #expect(template.faces.count == 2)
        } catch let error as TemplateError {
            Issue.record("\(error)")
        }
    }
}
