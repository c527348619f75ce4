// SPDX-License-Identifier: Apache-2.0

internal import Bytes

extension HolidayTable {
    /// The format that `read` takes.
    public static let format = "creditreport-holidays-1"

    /// Reads a table of holidays.
    ///
    /// - Parameters:
    ///   - bytes: JSON of the format `creditreport-holidays-1`.
    ///   - sha256: the digest of `bytes` in lower-case hex.
    /// - Throws: `RecordsError` with every fault: years that stand twice, days outside their year, holidays that
    ///   overlap, make-up days that are no weekend or a holiday.
    public static func read(_ bytes: [UInt8], sha256: String) throws(RecordsError) -> HolidayTable {
        let faults = ConfigurationNode.Faults(area: "holidays")
        guard let root = ConfigurationNode.root(of: bytes, format: format, faults: faults) else {
            throw RecordsError(faults: faults.list)
        }
        root.expect(keys: ["format", "id", "version", "note", "years"])
        let id = root.required("id")?.text(upTo: 128)
        let version = root.required("version")?.text(upTo: 128)
        _ = root.optional("note")?.text(upTo: 1000)
        let nodes = root.required("years")?.elements ?? []
        if nodes.isEmpty && faults.list.isEmpty { faults.note("empty", at: "years", "the table has no year") }
        var years: [Year] = []
        for node in nodes {
            guard let year = year(node) else { continue }
            if years.contains(where: { $0.year == year.year }) {
                faults.note("duplicate", at: node.path + ".year", "the year \(year.year) stands twice")
            }
            years.append(year)
        }
        try faults.check()
        guard let id, let version else { throw RecordsError(faults: faults.list) }
        return HolidayTable(id: id, version: version, years: years.sorted { $0.year < $1.year }, sha256: sha256)
    }

    private static func year(_ node: ConfigurationNode) -> Year? {
        node.expect(keys: ["year", "notice", "rests", "workdays"])
        let year = node.required("year")?.integer(in: 1949...9998)
        let noticeNode = node.required("notice")
        noticeNode?.expect(keys: ["title", "number", "day"])
        let title = noticeNode?.required("title")?.text
        let number = noticeNode?.optional("number")?.text(upTo: 128)
        let day = noticeNode?.required("day").flatMap(Self.day)
        let restNodes = node.required("rests")?.elements ?? []
        let workdayNodes = node.required("workdays")?.elements ?? []
        guard let year else { return nil }
        var rests: [Rest] = []
        for restNode in restNodes {
            guard let rest = rest(restNode, year) else { continue }
            if rests.contains(where: { $0.days.overlaps(rest.days) }) {
                node.faults.note("overlap", at: restNode.path, "a holiday before it has one of its days")
            }
            rests.append(rest)
        }
        var workdays: [CivilDay] = []
        for workdayNode in workdayNodes {
            guard let workday = Self.day(workdayNode) else { continue }
            check(workday, of: year, workdayNode)
            if !WorkingDays.isWeekend(workday) {
                node.faults.note("not-weekend", at: workdayNode.path, "\(workday) is no Saturday or Sunday")
            }
            if workdays.contains(workday) || rests.contains(where: { $0.days.contains(workday) }) {
                node.faults.note("overlap", at: workdayNode.path, "\(workday) stands twice, or in a holiday")
            }
            workdays.append(workday)
        }
        guard let title, let day else { return nil }
        return Year(
            year: year, notice: Notice(title: title, number: number, day: day), rests: rests, workdays: workdays)
    }

    private static func rest(_ node: ConfigurationNode, _ year: Int) -> Rest? {
        node.expect(keys: ["name", "from", "to"])
        let name = node.required("name")?.text(upTo: 128)
        let from = node.required("from").flatMap(day)
        let to = node.required("to").flatMap(day)
        guard let name, let from, let to else { return nil }
        guard from <= to, to.ordinal - from.ordinal < 31 else {
            node.faults.note("range", at: node.path + ".to", "a day from \(from) on was expected, within a month")
            return nil
        }
        check(from, of: year, node)
        check(to, of: year, node)
        return Rest(name: name, days: from...to)
    }

    /// Notes a day that a year's notice can't speak of: it lies in the year, or in the weeks next to it.
    private static func check(_ day: CivilDay, of year: Int, _ node: ConfigurationNode) {
        let (found, month, _) = day.components
        let isNear = found == year || (found == year - 1 && month == 12) || (found == year + 1 && month == 1)
        if !isNear { node.faults.note("range", at: node.path, "\(day) is not of the year \(year)") }
    }

    private static func day(_ node: ConfigurationNode) -> CivilDay? {
        if let day = node.value.string.flatMap({ CivilDay($0) }) { return day }
        node.faults.note("wrong-type", at: node.path, "a day YYYY-MM-DD was expected, this is \(node.value.text)")
        return nil
    }
}
