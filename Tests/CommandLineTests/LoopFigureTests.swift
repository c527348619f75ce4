// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// The figures of the month's loop against those of SQLite: the few lines of SQL are an account of the definitions that shares
/// nothing with the program.
@Suite struct LoopFigureTests {
    /// The working days of the sample's table of holidays, each with how many there were up to it.
    private static let calendar = """
        CREATE TABLE h AS SELECT value j FROM json_each(readfile('\(Repository.path("Samples/holidays.json"))'),'$.years');
        CREATE TABLE cal AS WITH RECURSIVE c(day) AS
         (SELECT '2015-01-01' UNION ALL SELECT date(day,'+1 day') FROM c WHERE day<'2027-12-31')
         SELECT day, day IN (SELECT value FROM h, json_each(j,'$.workdays')) OR (strftime('%w',day) NOT IN ('0','6')
         AND NOT EXISTS (SELECT 1 FROM h, json_each(j,'$.rests') x
         WHERE day BETWEEN json_extract(x.value,'$.from') AND json_extract(x.value,'$.to'))) w FROM c;
        CREATE TABLE cum AS SELECT day, sum(w) OVER (ORDER BY day) k FROM cal;
        CREATE INDEX ci ON cum(day);
        """

    private static func scorecard(_ month: String, _ loop: SampleLoop) throws -> JSONValue {
        let result = try Program.run(["scorecard", "--month", month, "--json"], store: loop.store)
        return try JSONReader.read(result.output.filter { $0 != 0x0A })
    }

    /// Lines by source as SQLite counts them in the files of the store: new, updated, events, pending, late, judged.
    @Test(arguments: ["2026-01", "2026-03", "2026-07", "2026-10", "2026-11"])
    func theScorecardCountsAsSQLiteDoes(_ month: String) throws {
        let loop = try SampleLoop.shared()
        let document = try Self.scorecard(month, loop)
        var counted: [String] = []
        for row in try SampleLoop.table(document, "departments") where row["delivered"]?.integer != 0 {
            guard let code = row["code"]?.string, !code.isEmpty else { continue }
            let (late, correction) = (try #require(row["late"]), try #require(row["correction"]))
            let stored = try #require(row["stored"]?.integer)
            let records = try #require(correction["whole"]?.integer)
            let updated = try #require(correction["part"]?.integer)
            counted.append(
                [
                    code, "\(records - updated)", "\(updated)", "\(stored - records)",
                    "\(try #require(row["delivered"]?.integer) - stored)", "\(try #require(late["part"]?.integer))",
                    "\(try #require(late["whole"]?.integer))",
                ].joined(separator: "|"))
        }
        let judged = try Self.sqlite(loop.store, month: month, in: loop.directory)
        #expect(!judged.isEmpty)
        #expect(counted.sorted() == judged)
    }

    private static func sqlite(_ store: String, month: String, in directory: TemporaryDirectory) throws -> [String] {
        let path = directory.path("judge-\(month)")
        try Tool.run(
            "sh",
            ["-c", "cat \"$1\"/segments/*.jsonl > \"$2.lines\"; cat \"$1\"/chain/* > \"$2.chain\"", "sh", store, path])
        let days = ["CF_JDRQ", "XK_JDRQ", "QZ_JDRQ", "SX_LRRQ", "CP_CPRQ", "YC_LRRQ"]
        func any(_ part: String) -> String {
            days.map { "json_extract(t,'$.\(part).\($0)')" }.joined(separator: ",")
        }
        let sql = """
            .mode list
            .separator "\\001" "\\n"
            CREATE TABLE line(t TEXT); CREATE TABLE chain(t TEXT);
            .import \(path).lines line
            .import \(path).chain chain
            CREATE TABLE d AS SELECT json_extract(t,'$.import.sequence') n,
             substr(json_extract(t,'$.import.received'),1,10) day, json_extract(t,'$.import.backfill[0]') b0,
             json_extract(t,'$.import.backfill[1]') b1 FROM chain WHERE json_extract(t,'$.import.sequence') IS NOT NULL;
            CREATE TABLE l AS SELECT json_extract(t,'$.import') n, json_extract(t,'$.row') r, json_extract(t,'$.kind') kind,
             json_extract(t,'$.source') source, json_extract(t,'$.identity') id,
             CASE WHEN coalesce(\(any("faults"))) IS NULL THEN coalesce(\(any("fields"))) END decided
             FROM line WHERE json_extract(t,'$.subject') NOT LIKE 'parent:%';
            \(calendar)
            CREATE TABLE f AS SELECT id, source, min(n) first FROM l WHERE kind='record' GROUP BY id, source;
            CREATE TABLE j AS SELECT l.*, kind='record' AND l.n=f.first isNew, d.day,
             decided<=d.day AND NOT coalesce(decided BETWEEN b0 AND b1, 0) judged
             FROM l JOIN d USING(n) LEFT JOIN f ON f.id=l.id AND f.source=l.source
             WHERE d.day LIKE '\(month)%' AND kind IN ('record','event','pending');
            .separator "|" "\\n"
            SELECT source, sum(isNew), sum(kind='record' AND NOT isNew),
             count(DISTINCT CASE kind WHEN 'event' THEN n||'-'||r END), sum(kind='pending' AND id IS NULL),
             coalesce(sum(isNew AND judged AND (SELECT k FROM cum WHERE day=date(j.day,'-1 day'))
             -(SELECT k FROM cum WHERE day=decided)>=7),0), coalesce(sum(isNew AND judged),0)
             FROM j GROUP BY source ORDER BY source;
            """
        return try answer(sql, path)
    }

    /// What is not a count of lines by kind: fields with values, rows that wait, 零报送 and backfills, by source.
    @Test(arguments: ["2026-01", "2026-03", "2026-07", "2026-10", "2026-11"])
    func theScorecardFindsFieldsAsSQLiteDoes(_ month: String) throws {
        let loop = try SampleLoop.shared()
        let document = try Self.scorecard(month, loop)
        var counted: [String] = []
        for row in try SampleLoop.table(document, "departments") {
            guard let code = row["code"]?.string, !code.isEmpty else { continue }
            let ratios = ["required", "fields"].flatMap { id in ["part", "whole"].map { row[id]?[$0]?.integer } }
            let counts = ratios + ["open", "nil", "backfill"].map { row[$0]?.integer }
            if counts.contains(where: { $0 != 0 }) {
                counted.append(([code] + counts.map { "\($0 ?? -1)" }).joined(separator: "|"))
            }
        }
        let path = loop.directory.path("fields-\(month)")
        try Tool.run(
            "sh",
            [
                "-c", "cat \"$1\"/segments/*.jsonl > \"$2.lines\"; cat \"$1\"/chain/* > \"$2.chain\"", "sh", loop.store,
                path,
            ])
        let sql = """
            .mode list
            .separator "\\001" "\\n"
            CREATE TABLE line(t TEXT); CREATE TABLE chain(t TEXT);
            .import \(path).lines line
            .import \(path).chain chain
            CREATE TABLE d AS SELECT json_extract(t,'$.import') j, json_extract(t,'$.import.sequence') n FROM chain
             WHERE json_extract(t,'$.import.received') LIKE '\(month)%';
            CREATE TABLE f AS SELECT json_extract(i.value,'$.code') item, json_extract(x.value,'$.code') code,
             coalesce(json_extract(x.value,'$.required'),0) required
             FROM json_each(readfile('\(Repository.path("Samples/catalog.json"))'),'$.items') i,
             json_each(i.value,'$.fields') x;
            CREATE TABLE l AS SELECT json_extract(t,'$.import') n, json_extract(t,'$.row') r, json_extract(t,'$.kind') kind,
             json_extract(t,'$.source') source, json_extract(t,'$.item') item, json_extract(t,'$.identity') id, t
             FROM line WHERE json_extract(t,'$.subject') NOT LIKE 'parent:%';
            CREATE TABLE v AS SELECT source, required,
             json_type(t,'$.fields.'||code) IS NOT NULL AND json_type(t,'$.faults.'||code) IS NULL there
             FROM l JOIN f USING(item) WHERE kind='record' AND n IN (SELECT n FROM d);
            CREATE TABLE s AS SELECT source, sum(required AND there) a, sum(required) b, sum(there) c, count(*) e,
             0 o, 0 z, 0 k FROM v GROUP BY source;
            INSERT INTO s SELECT source,0,0,0,0,count(*),0,0 FROM l p WHERE kind='pending' AND id IS NULL AND n IN (SELECT n FROM d)
             AND NOT EXISTS (SELECT 1 FROM l q WHERE q.kind='resolution' AND json_extract(q.t,'$.fields.import')=p.n||''
             AND json_extract(q.t,'$.fields.row')=p.r||'') GROUP BY source;
            INSERT INTO s SELECT json_extract(j,'$.source'),0,0,0,0,0,count(*),0 FROM d
             WHERE coalesce(json_extract(j,'$.file'),'')='' GROUP BY 1;
            INSERT INTO s SELECT l.source,0,0,0,0,0,0,count(*) FROM l JOIN d USING(n)
             WHERE kind='record' AND n=(SELECT min(n) FROM l m WHERE m.kind='record' AND m.id=l.id AND m.source=l.source)
             AND json_extract(t,'$.fields.CF_JDRQ') BETWEEN json_extract(j,'$.backfill[0]') AND json_extract(j,'$.backfill[1]')
             GROUP BY 1;
            .separator "|" "\\n"
            SELECT source, sum(a), sum(b), sum(c), sum(e), sum(o), sum(z), sum(k) FROM s GROUP BY source;
            """
        #expect(counted.sorted() == (try Self.answer(sql, path)))
    }

    /// Terms kept and not, by who has to act, as SQLite finds them in the files of the store.
    ///
    /// Nobody undoes an objection in the samples, and no repair is granted on an application.
    @Test func theDeskCountsAsSQLiteDoes() throws {
        let loop = try SampleLoop.shared()
        let document = try loop.document("use-2026-11.json")
        var counted: [String] = []
        for row in try SampleLoop.table(document, "desk") {
            let words = ["code", "duty"].map { row[$0]?.string ?? "" }
            let counts = ["inTime", "late", "open", "overdue"].map { "\(row[$0]?.integer ?? -1)" }
            counted.append((words + counts).joined(separator: "|"))
        }
        let path = loop.directory.path("judge-desk")
        try Tool.run("sh", ["-c", "cat \"$1\"/segments/*.jsonl > \"$2.lines\"", "sh", loop.store, path])
        let sql = """
            .mode list
            .separator "\\001" "\\n"
            CREATE TABLE line(t TEXT); CREATE TABLE log(t TEXT);
            .import \(path).lines line
            .import \(loop.store)/registry/applications.jsonl log
            \(Self.calendar)
            CREATE TABLE e AS SELECT json_extract(t,'$.fields.SJ_LX') kind, json_extract(t,'$.fields.SJ_BH') number,
             json_extract(t,'$.fields.SJ_SXRQ') day, json_extract(t,'$.fields.SJ_SZ') names, json_extract(t,'$.source') source,
             json_extract(t,'$.fields.SJ_WSH') document FROM line WHERE json_extract(t,'$.kind')='event';
            CREATE TABLE a AS SELECT json_extract(t,'$.kind') kind, json_extract(t,'$.step') step,
             json_extract(t,'$.number') number, json_extract(t,'$.day') day, json_extract(t,'$.source') source FROM log;
            CREATE TABLE m AS SELECT source, '异议办结' duty, 7 days, day start, (SELECT min(day) FROM e c
             WHERE c.kind='objection-close' AND (c.names=o.number OR c.names IS NULL AND c.document=o.document AND c.day>=o.day)) done
             FROM e o WHERE kind='objection-open'
             UNION ALL SELECT source, '修复反馈', 10, day, (SELECT day FROM a s WHERE s.number=p.number AND s.step='refuse')
             FROM a p WHERE kind='APPLICATION'
             UNION ALL SELECT source, '修复决定（转办）', 3, day, (SELECT day FROM a s WHERE s.number=f.number AND s.step='refuse')
             FROM a f WHERE step='forward';
            CREATE TABLE n AS SELECT *, (SELECT min(day) FROM cum WHERE k=(SELECT k FROM cum WHERE day=start)+days) last FROM m;
            .separator "|" "\\n"
            SELECT source, duty, sum(coalesce(done<=last,0)), sum(coalesce(done>last,0)),
             sum(done IS NULL AND '2026-11-26'<=last), sum(done IS NULL AND '2026-11-26'>last) FROM n GROUP BY source, duty;
            """
        let judged = try Self.answer(sql, path)
        #expect(judged.count == 4)
        #expect(counted.sorted() == judged)
    }

    /// The sheet of the department, item by item, and its list against the store, as SQLite and awk find them.
    @Test func theSheetCountsAsSQLiteDoes() throws {
        let loop = try SampleLoop.shared()
        let names = try Tool.run("ls", [loop.directory.path("loop/documents")]).text.split(separator: "\n")
        let name = try #require(names.first { $0.hasPrefix("reconciliation") && $0.hasSuffix(".json") })
        let document = try loop.document(String(name))
        let row = try #require(try SampleLoop.table(document, "items").first)
        let counted = ["new", "updated", "events", "pending", "open"].map { "\(row[$0]?.integer ?? -1)" }
        let path = loop.directory.path("judge-sheet")
        try Tool.run(
            "sh",
            [
                "-c",
                """
                cat "$1"/segments/*.jsonl > "$2.lines"; cat "$1"/chain/* > "$2.chain"
                awk -F, 'NR > 1 { sub(/\\r$/, ""); print $2 }' "$3" > "$2.declared"
                """, "sh", loop.store, path, Repository.path("Samples/loop/declared-yjgl.csv"),
            ])
        let sql = """
            .mode list
            .separator "\\001" "\\n"
            CREATE TABLE line(t TEXT); CREATE TABLE chain(t TEXT); CREATE TABLE declared(number TEXT);
            .import \(path).lines line
            .import \(path).chain chain
            .import \(path).declared declared
            CREATE TABLE p AS SELECT json_extract(t,'$.import.sequence') n FROM chain
             WHERE json_extract(t,'$.import.received') BETWEEN '2026-11-16' AND '2026-12-01';
            CREATE TABLE l AS SELECT json_extract(t,'$.import') n, json_extract(t,'$.kind') kind,
             json_extract(t,'$.identity') id, json_extract(t,'$.fields.CF_WSH') number FROM line
             WHERE json_extract(t,'$.source')='11150000YY0001362E' AND json_extract(t,'$.item')='XZCF';
            .separator "|" "\\n"
            SELECT sum(kind='record' AND n=(SELECT min(n) FROM l f WHERE f.id=l.id AND f.kind='record')),
             sum(kind='record' AND n>(SELECT min(n) FROM l f WHERE f.id=l.id AND f.kind='record')),
             sum(kind='event'), sum(kind='pending' AND id IS NULL), sum(kind='pending' AND id IS NULL) FROM l WHERE n IN (SELECT n FROM p);
            SELECT '清单有，平台'||CASE WHEN EXISTS (SELECT 1 FROM l WHERE l.number=d.number) THEN '待核 ' ELSE '无 ' END||number
             FROM declared d WHERE NOT EXISTS (SELECT 1 FROM l WHERE l.number=d.number AND kind='record');
            SELECT '平台有，清单无 '||number FROM l WHERE n IN (SELECT n FROM p) AND number NOT IN (SELECT number FROM declared);
            """
        let differences = try SampleLoop.table(document, "differences").map {
            ($0["kind"]?.string ?? "") + " " + ($0["number"]?.string ?? "")
        }
        #expect(try Self.answer(sql, path) == ([counted.joined(separator: "|")] + differences).sorted())
    }

    /// What SQLite says to a script, sorted.
    private static func answer(_ sql: String, _ path: String) throws -> [String] {
        try TestFile.write(Array((sql + "\n").utf8), to: path + ".sql")
        let result = try Tool.run("sqlite3", [":memory:", ".read \(path).sql"])
        return result.text.split(separator: "\n").map(String.init).sorted()
    }
}
