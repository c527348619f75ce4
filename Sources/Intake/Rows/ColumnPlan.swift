// SPDX-License-Identifier: Apache-2.0

internal import RecordStore
internal import Records

/// What is done with a column's values.
struct ColumnPlan {
    /// Where they lead.
    let target: HeadingMap.Column
    /// The field; nil for a column that the catalogue does not know.
    let field: CatalogField?
    /// The code under which they are kept; empty if they are not kept.
    let code: String
    /// How they are read.
    let reading: Reading

    /// The ways to read a value whose bytes may be plain.
    enum Reading: UInt8 {
        case notKept, unknown, text, day, decisionDay, money, creditCode
        /// It is never plain.
        case other
    }

    /// The plan of a column.
    init(_ target: HeadingMap.Column, item: CatalogItem) {
        self.target = target
        switch target {
        case .field(let index):
            field = item.fields[index]
            code = item.fields[index].code
        case .unknown(let unknown):
            field = nil
            code = unknown
        case .ours, .reference:
            field = nil
            code = ""
        }
        reading =
            switch field?.type {
            case nil: code.isEmpty ? .notKept : .unknown
            case .text: .text
            case .day: field?.role == .decisionDay ? .decisionDay : .day
            case .money: .money
            case .creditCode: .creditCode
            case .choice, .instant: .other
            }
    }
}

/// The columns of a delivery: what each is, and where the rules' own are.
struct ColumnPlans {
    private(set) var plans: [ColumnPlan] = []
    /// How the values of each column are read.
    private(set) var readings: [ColumnPlan.Reading] = []
    /// The longest value of each column, in characters.
    private(set) var lengths: [Int] = []
    /// What stands before the values of each column in a line.
    private(set) var names: [[UInt8]] = []
    /// The columns whose values are kept, in the order of their codes.
    private(set) var inOrder: [Int] = []
    private(set) var subjectName: Int?
    private(set) var subjectCode: Int?
    private(set) var subjectKind: Int?
    private(set) var registrationNumber: Int?
    private(set) var sourceCode: Int?
    private(set) var authorityCode: Int?
    private(set) var authorityName: Int?
    private(set) var documentNumber: Int?
    private(set) var domain: Int?
    private(set) var eventKind: Int?
    private(set) var reference: Int?
    private(set) var parents: [Int] = []

    /// The plans of a delivery's columns.
    init(_ columns: [HeadingMap.Column], item: CatalogItem) {
        plans = columns.map { ColumnPlan($0, item: item) }
        inOrder = plans.indices.filter { !plans[$0].code.isEmpty }.sorted {
            plans[$0].code.utf8.lexicographicallyPrecedes(plans[$1].code.utf8)
        }
        readings = plans.map(\.reading)
        lengths = plans.map { $0.field?.length ?? .max }
        names = plans.map { LineDraft.name($0.code) }
        func column(_ role: FieldRole) -> Int? { plans.firstIndex { $0.field?.role == role } }
        subjectName = column(.subjectName)
        subjectCode = column(.subjectCode)
        subjectKind = column(.subjectKind)
        registrationNumber = column(.registrationNumber)
        sourceCode = column(.sourceCode)
        authorityCode = column(.authorityCode)
        authorityName = column(.authorityName)
        documentNumber = column(.documentNumber)
        domain = column(.domain)
        eventKind = column(.eventKind)
        parents = [FieldRole.parentCode, .parentName].compactMap { column($0) }
        reference = plans.firstIndex { $0.target == .reference }
    }

    /// The column of the field with a code; nil if the delivery has none.
    func column(of code: String) -> Int? { plans.firstIndex { $0.field?.code == code } }

    /// How many columns there are.
    var count: Int { plans.count }

    /// The plan of a column.
    subscript(column: Int) -> ColumnPlan { plans[column] }
}
