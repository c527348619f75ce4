// SPDX-License-Identifier: Apache-2.0

import Markup
import TestSupport
import Testing

@Suite("XML Schema")
struct SchemaTests {
    private static let text = """
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- A schema for these tests. -->
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:t" targetNamespace="urn:t"
            elementFormDefault="qualified">
          <xs:element name="t">
            <xs:complexType>
              <xs:sequence>
                <xs:element name="code" maxOccurs="unbounded">
                  <xs:simpleType>
                    <xs:restriction base="xs:string"><xs:pattern value="[0-9A-Z]{4}"/></xs:restriction>
                  </xs:simpleType>
                </xs:element>
                <xs:element name="day" type="xs:date" minOccurs="0"/>
              </xs:sequence>
              <xs:anyAttribute namespace="http://www.w3.org/XML/1998/namespace" processContents="skip"/>
            </xs:complexType>
          </xs:element>
        </xs:schema>
        """

    @Test(
        "agrees with xmllint on what is valid",
        arguments: [
            ("<t xmlns='urn:t'><code>12AB</code></t>", true),
            ("<t xmlns='urn:t' xml:id='t'><code>12AB</code><code>0000</code><day>2024-02-29</day></t>", true),
            ("<t xmlns='urn:t'><code>12ab</code></t>", false), ("<t xmlns='urn:t'/>", false),
            ("<t xmlns='urn:t'><code>12AB</code><day>2023-02-29</day></t>", false),
            ("<t xmlns='urn:t'><code>12AB</code><x/></t>", false), ("<t><code>12AB</code></t>", false),
            ("<t xmlns='urn:t' id='t'><code>12AB</code></t>", false),
            ("<t xmlns='urn:t'><code>12AB</code>text</t>", false),
        ])
    func validity(document: String, valid: Bool) throws {
        let schema = try XMLSchema(Array(Self.text.utf8))
        #expect(try schema.findings(in: Array(document.utf8)).isEmpty == valid)
        let directory = try TemporaryDirectory()
        let schemaPath = try directory.write("t.xsd", Array(Self.text.utf8))
        let path = try directory.write("t.xml", Array(document.utf8))
        #expect(try Tool.run("xmllint", ["--noout", "--schema", schemaPath, path]).status == (valid ? 0 : 3))
    }

    @Test("says where and what")
    func findings() throws {
        let schema = try XMLSchema(Array(Self.text.utf8))
        let document = "<t xmlns='urn:t'>\n<code>1234</code>\n<code>中</code>\n<day>x</day></t>"
        let findings = try schema.findings(in: Array(document.utf8))
        #expect(findings.map(\.line).contains(3) && findings.map(\.line).contains(4))
        #expect(findings.first?.path == "/*/*[2]")
        #expect(findings.first?.message.contains("中") == true, "\(findings)")
    }

    @Test("does not validate what cannot be read")
    func unreadable() throws {
        let schema = try XMLSchema(Array(Self.text.utf8))
        let hostile = "<!DOCTYPE t [<!ENTITY e 'x'>]><t xmlns='urn:t'><code>12AB</code></t>"
        let error = #expect(throws: MarkupError.self) { try schema.findings(in: Array(hostile.utf8)) }
        #expect(error?.code == .documentType)
    }

    @Test("is not led to another schema by the document")
    func schemaLocation() throws {
        let schema = try XMLSchema(Array(Self.text.utf8))
        let document = """
            <t xmlns='urn:t' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'
             xsi:schemaLocation='urn:t file:///nowhere.xsd'><code>!</code></t>
            """
        #expect(try !schema.findings(in: Array(document.utf8)).isEmpty)
    }

    @Test(
        "refuses schemas that do not compile or that lean on other files",
        arguments: [
            "<xs:element name='t' type='xs:nonesuch'/>", "<xs:import namespace='urn:x' schemaLocation='x.xsd'/>",
            "<xs:include schemaLocation='http://example.test/x.xsd'/>", "<xs:element/>",
        ])
    func badSchema(part: String) throws {
        let text = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n\(part)</xs:schema>"
        let error = try #require(throws: MarkupError.self) { try XMLSchema(Array(text.utf8)) }
        #expect(error.code == .schema)
        #expect(error.position?.line == 2)
        #expect(throws: MarkupError.self) { try XMLSchema(Array("<a>".utf8)) }
    }

    @Test("validates on many threads with one compiled schema")
    func threads() async throws {
        let schema = try XMLSchema(Array(Self.text.utf8))
        let good = Array("<t xmlns='urn:t'><code>12AB</code><day>2024-02-29</day></t>".utf8)
        let bad = Array("<t xmlns='urn:t'><code>12AB</code><day>2023-02-29</day></t>".utf8)
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for _ in 0..<16 {
                group.addTask {
                    for _ in 0..<50 {
                        guard try schema.findings(in: good).isEmpty, try schema.findings(in: bad).count == 1 else {
                            return false
                        }
                    }
                    return true
                }
            }
            for try await right in group { #expect(right) }
        }
    }
}
