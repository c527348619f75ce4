// SPDX-License-Identifier: Apache-2.0

/// The XML Schema of the report format.
public enum ReportSchema {
    /// The schema of the element `report` standing alone; the same text as `docs/report-1-data.xsd`.
    ///
    /// The schema of a whole file, `docs/report-1.xsd`, includes it and adds the signatures.
    public static var bytes: [UInt8] { Array(text.utf8) }

    // swift-format-ignore: the text is the published file, line by line.
    private static let text = #"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!-- The element "report" of a 专项信用报告: what is hashed and signed. The whole file is in report-1.xsd. -->
        <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:creditreport:report:1" targetNamespace="urn:creditreport:report:1" elementFormDefault="qualified" version="1">

          <xs:element name="report" type="Report"/>

          <xs:complexType name="Report">
            <xs:sequence>
              <xs:element name="title" type="Name"/>
              <xs:element name="issuer" type="Name"/>
              <xs:element name="number" type="Number"/>
              <xs:element name="issuedAt" type="Instant"/>
              <xs:element name="validUntil" type="Day"/>
              <xs:element name="verificationAddress" type="Address"/>
              <xs:element name="suites" type="Suites"/>
              <xs:element name="request" type="Request"/>
              <xs:element name="data" type="Data"/>
              <xs:element name="policy" type="Policy"/>
              <xs:element name="subjects" type="Subjects"/>
              <xs:element name="notices" type="Notices"/>
            </xs:sequence>
            <!-- xml:id="report", which a schema can only name by importing a second file; the signature's reference fixes it. -->
            <xs:anyAttribute namespace="http://www.w3.org/XML/1998/namespace" processContents="skip"/>
          </xs:complexType>

          <xs:complexType name="Suites">
            <xs:sequence>
              <xs:element name="suite" type="Suite" maxOccurs="2"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Request">
            <xs:sequence>
              <xs:element name="requester">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="kind" type="RequesterKind"/>
                    <xs:element name="kindName" type="Name"/>
                    <xs:element name="name" type="Name" minOccurs="0"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="authorisation" minOccurs="0">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="reference" type="Name"/>
                    <xs:element name="scope" type="Name" minOccurs="0"/>
                    <xs:element name="from" type="Day" minOccurs="0"/>
                    <xs:element name="until" type="Day" minOccurs="0"/>
                    <xs:element name="valid" type="Truth"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="subjects" minOccurs="0">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="name" type="Text"/>
                    <xs:element name="code" type="CreditCode"/>
                    <xs:element name="count" type="PositiveCount"/>
                    <xs:element name="branches" type="Truth"/>
                    <xs:element name="extent" type="Name"/>
                    <xs:element name="text" type="Text"/>
                    <xs:element name="note" type="Text" minOccurs="0"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="purpose" type="Name"/>
              <xs:element name="matter" type="Name" minOccurs="0"/>
              <xs:element name="basis" type="Text" minOccurs="0"/>
              <xs:element name="round" minOccurs="0">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="id" type="Code"/>
                    <xs:element name="project" type="Name" minOccurs="0"/>
                    <xs:element name="lot" type="Name" minOccurs="0"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="period">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="from" type="Day"/>
                    <xs:element name="to" type="Day"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="domains">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="all" type="Truth"/>
                    <xs:element name="domain" type="CodedName" minOccurs="0" maxOccurs="unbounded"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Data">
            <xs:sequence>
              <xs:element name="snapshot" type="Digest"/>
              <xs:element name="cutoff" type="Instant"/>
              <xs:element name="catalog" type="FileVersion"/>
              <xs:element name="domainTable">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="id" type="Code"/>
                    <xs:element name="version" type="Code"/>
                    <xs:element name="region" type="Name"/>
                    <xs:choice>
                      <xs:element name="sha256" type="Digest"/>
                      <xs:element name="sm3" type="Digest"/>
                    </xs:choice>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="policy" type="FileVersion"/>
              <xs:element name="measures" type="FileVersion" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>

          <!-- A file of the store's configuration with its hash, by the hash function of the store. -->
          <xs:complexType name="FileVersion">
            <xs:sequence>
              <xs:element name="id" type="Code"/>
              <xs:element name="version" type="Code"/>
              <xs:choice>
                <xs:element name="sha256" type="Digest"/>
                <xs:element name="sm3" type="Digest"/>
              </xs:choice>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Policy">
            <xs:sequence>
              <xs:element name="basis" type="Text" maxOccurs="unbounded"/>
              <xs:element name="countedItem" type="CodedName" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="uncountedItem" type="CodedName" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="procedure" minOccurs="2" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="name" type="Name"/>
                    <xs:element name="counts" type="Truth"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="narrowScopeBasis" type="Text" minOccurs="0"/>
              <xs:element name="repaired" type="Treatment"/>
              <xs:element name="expired" type="Treatment"/>
              <xs:element name="publicity" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="severity" type="Name"/>
                    <xs:element name="months" type="Count"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
              <xs:element name="freshnessDays" type="Count"/>
              <xs:element name="longestPeriodYears" type="Count"/>
              <xs:element name="longestLagDays" type="Count"/>
              <xs:element name="validityDays" type="Count"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Treatment">
            <xs:sequence>
              <xs:element name="treatment" type="TreatmentKind"/>
              <xs:element name="text" type="Name"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Subjects">
            <xs:sequence>
              <xs:element name="subject" type="Subject" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Subject">
            <xs:sequence>
              <xs:element name="sequence" type="PositiveCount" minOccurs="0"/>
              <xs:element name="name" type="Text"/>
              <xs:element name="code" type="CreditCode"/>
              <xs:element name="formerName" type="Text" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="status" type="Text" minOccurs="0"/>
              <xs:element name="statusText" type="Text" minOccurs="0"/>
              <xs:element name="registration" type="Fields"/>
              <xs:element name="overview" type="Overview"/>
              <xs:element name="domain" type="DomainLine" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="section" type="Section" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="waiting" type="WaitingEvent" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="fault" type="FaultyEvent" minOccurs="0" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Overview">
            <xs:sequence>
              <xs:element name="total" type="Count"/>
              <xs:element name="shown" type="Count"/>
              <xs:element name="counted" type="Count"/>
              <xs:element name="withheldGovernment" type="Count"/>
              <xs:element name="withheldAuthorised" type="Count"/>
              <xs:element name="pending" type="Count"/>
              <xs:element name="unknownDomain" type="Count"/>
              <xs:element name="waiting" type="Count"/>
              <xs:element name="stale" type="PositiveCount" minOccurs="0"/>
              <xs:element name="note" type="Text" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="conclusion" type="Text" minOccurs="0" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="DomainLine">
            <xs:sequence>
              <xs:element name="code" type="Code"/>
              <xs:element name="name" type="Name"/>
              <xs:element name="level" type="Count"/>
              <xs:element name="count" type="Count"/>
              <xs:element name="shown" type="Count"/>
              <xs:element name="counted" type="Count"/>
              <xs:element name="withheld" type="Count"/>
              <xs:element name="withheldGovernment" type="Count"/>
              <xs:element name="withheldAuthorised" type="Count"/>
              <xs:element name="coveredThrough" type="Day" minOccurs="0"/>
              <xs:element name="stale" type="Truth"/>
              <xs:element name="conclusion" type="Conclusion"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Section">
            <xs:sequence>
              <xs:element name="code" type="Code"/>
              <xs:element name="name" type="Name"/>
              <xs:element name="record" type="Record" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Record">
            <xs:sequence>
              <xs:element name="sequence" type="Count"/>
              <xs:element name="item" type="CodedName"/>
              <xs:element name="title" type="Text"/>
              <xs:element name="state" type="State"/>
              <xs:element name="stateText" type="StateText" minOccurs="0"/>
              <xs:element name="mark" type="Mark" minOccurs="0" maxOccurs="4"/>
              <xs:element name="documentNumber" type="Text" minOccurs="0"/>
              <xs:element name="decisionDay" type="Day" minOccurs="0"/>
              <xs:element name="authority" type="Text" minOccurs="0"/>
              <xs:element name="domain" type="Name"/>
              <xs:element name="source" type="Source" maxOccurs="unbounded"/>
              <xs:element name="event" type="Event" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="consequence" type="Consequence" minOccurs="0" maxOccurs="unbounded"/>
              <xs:element name="withheldParts" type="PositiveCount" minOccurs="0"/>
              <xs:element name="partCount" type="PositiveCount" minOccurs="0"/>
              <xs:element name="part" type="Fields" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Source">
            <xs:sequence>
              <xs:element name="code" type="Code"/>
              <xs:element name="name" type="Text"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Event">
            <xs:sequence>
              <xs:element name="kind" type="EventKind"/>
              <xs:element name="kindName" type="Name"/>
              <xs:element name="day" type="Day"/>
              <xs:element name="document" type="Text" minOccurs="0"/>
              <xs:element name="authority" type="Text" minOccurs="0"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Consequence">
            <xs:sequence>
              <xs:element name="code" type="Code"/>
              <xs:element name="name" type="Name"/>
              <xs:element name="basis" type="Text"/>
              <xs:element name="executor" type="Name"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="WaitingEvent">
            <xs:sequence>
              <xs:element name="number" type="Text" minOccurs="0"/>
              <xs:element name="kind" type="EventKind"/>
              <xs:element name="kindName" type="Name"/>
              <xs:element name="item" type="Name" minOccurs="0"/>
              <xs:element name="documentNumber" type="Text" minOccurs="0"/>
              <xs:element name="day" type="Day"/>
              <xs:element name="document" type="Text" minOccurs="0"/>
              <xs:element name="authority" type="Text" minOccurs="0"/>
              <xs:element name="received" type="Instant"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="FaultyEvent">
            <xs:sequence>
              <xs:element name="number" type="Text" minOccurs="0"/>
              <xs:element name="kind" type="EventKind" minOccurs="0"/>
              <xs:element name="kindName" type="Text" minOccurs="0"/>
              <xs:element name="item" type="Name" minOccurs="0"/>
              <xs:element name="documentNumber" type="Text" minOccurs="0"/>
              <xs:element name="day" type="Day" minOccurs="0"/>
              <xs:element name="document" type="Text" minOccurs="0"/>
              <xs:element name="authority" type="Text" minOccurs="0"/>
              <xs:element name="reason" type="Name"/>
              <xs:element name="received" type="Instant"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Fields">
            <xs:sequence>
              <xs:element name="field" minOccurs="0" maxOccurs="unbounded">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="code" type="Code"/>
                    <xs:element name="label" type="Name"/>
                    <xs:element name="value" type="Value"/>
                  </xs:sequence>
                </xs:complexType>
              </xs:element>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="CodedName">
            <xs:sequence>
              <xs:element name="code" type="Code"/>
              <xs:element name="name" type="Name"/>
            </xs:sequence>
          </xs:complexType>

          <xs:complexType name="Notices">
            <xs:sequence>
              <xs:element name="notice" type="Text" maxOccurs="unbounded"/>
            </xs:sequence>
          </xs:complexType>

          <xs:simpleType name="Code"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="128"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Name"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="300"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Text"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="4000"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Value"><xs:restriction base="xs:string"><xs:minLength value="1"/><xs:maxLength value="100000"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Truth"><xs:restriction base="xs:string"><xs:enumeration value="true"/><xs:enumeration value="false"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Count"><xs:restriction base="xs:string"><xs:pattern value="0|[1-9][0-9]{0,8}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="PositiveCount"><xs:restriction base="xs:string"><xs:pattern value="[1-9][0-9]{0,8}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Day"><xs:restriction base="xs:date"><xs:pattern value="[0-9]{4}-[0-9]{2}-[0-9]{2}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Instant"><xs:restriction base="xs:dateTime"><xs:pattern value="[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-2][0-9]:[0-5][0-9]:[0-5][0-9]\+08:00"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Digest"><xs:restriction base="xs:string"><xs:pattern value="[0-9a-f]{64}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="CreditCode"><xs:restriction base="xs:string"><xs:pattern value="[0-9A-HJ-NP-RTUWXY]{18}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Number"><xs:restriction base="xs:string"><xs:pattern value="[0-9A-Z]{1,8}-[0-9]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}-[0-9A-HJKMNP-TV-Z]"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Address"><xs:restriction base="xs:anyURI"><xs:pattern value="https://[!-~]{1,192}"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Suite"><xs:restriction base="xs:string"><xs:enumeration value="p256"/><xs:enumeration value="sm2"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="RequesterKind"><xs:restriction base="xs:string"><xs:enumeration value="self"/><xs:enumeration value="agency"/><xs:enumeration value="third-party"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="TreatmentKind"><xs:restriction base="xs:string"><xs:enumeration value="omit"/><xs:enumeration value="count"/><xs:enumeration value="show"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="State"><xs:restriction base="xs:string"><xs:enumeration value="active"/><xs:enumeration value="repaired"/><xs:enumeration value="expired"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="StateText"><xs:restriction base="xs:string"><xs:enumeration value="已修复"/><xs:enumeration value="公示期满"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Mark"><xs:restriction base="xs:string"><xs:enumeration value="已修复"/><xs:enumeration value="公示期满"/><xs:enumeration value="异议处理中"/><xs:enumeration value="来源不一致"/><xs:enumeration value="日期不明"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="EventKind"><xs:restriction base="xs:string"><xs:enumeration value="repair"/><xs:enumeration value="revoke"/><xs:enumeration value="delist"/><xs:enumeration value="objection-open"/><xs:enumeration value="objection-close"/><xs:enumeration value="replace"/><xs:enumeration value="undo"/></xs:restriction></xs:simpleType>
          <xs:simpleType name="Conclusion"><xs:restriction base="xs:string"><xs:pattern value="([1-9][0-9]* 条|另有 [1-9][0-9]* 条须授权查询)(（数据未更新至今）)?|数据未更新至今|未查见|无"/></xs:restriction></xs:simpleType>
        </xs:schema>

        """#
}
