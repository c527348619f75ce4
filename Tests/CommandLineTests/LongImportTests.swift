// SPDX-License-Identifier: Apache-2.0

import Bytes
import Glibc
import TestSupport
import Testing

/// Imports of deliveries that take a while: how much memory they need, and what is left when they are stopped.
struct LongImportTests {
    private static let authority = "11150000YY0001178N"

    /// A store with one import, and a longer delivery that may come next.
    private struct Fixture {
        let directory: TemporaryDirectory
        var store: String { directory.path("store") }
        var long: String { directory.path("long.csv") }

        init(rows: Int) throws {
            directory = try TemporaryDirectory()
            let samples = Repository.path("Samples")
            _ = try Program.run(
                "init", "--catalog", samples + "/catalog.json", "--domains", samples + "/domains.json", "--policy",
                samples + "/policies/default.json", store: store)
            try directory.write("short.csv", LongImportTests.delivery(rows: 10, first: 0))
            try directory.write("long.csv", LongImportTests.delivery(rows: rows, first: 10))
            let result = try Program.run(["import", directory.path("short.csv"), "--source", authority], store: store)
            #expect(result.status == 0, "\(result.errorText)")
        }

        /// Starts the import of the long delivery and, as soon as it holds the store, sends it a signal after a while.
        func stop(_ signal: String, after seconds: String) throws -> Int32 {
            let script = """
                "$1" import "$2" --source "$3" --memory 1 & process=$!
                until grep -qw $process "$CREDITREPORT_STORE/lock" || ! kill -0 $process; do sleep 0.01; done
                sleep \(seconds); kill -\(signal) $process; wait $process
                """
            return try Tool.run(
                "bash", ["-c", script, "bash", Program.path, long, authority],
                environment: ["CREDITREPORT_STORE=" + store, "SWIFT_BACKTRACE=enable=no"]
            ).status
        }

        /// How many imports the store has, and whether every byte of it is as it was written.
        func isWhole() throws -> (imports: Int, isSound: Bool) {
            let log = try Program.run(["store", "log", "--json"], store: store)
            return (
                log.text.split(separator: "\n").count { $0.contains("\"fileSHA256\"") },
                try Program.run("store", "check", store: store).status == 0
            )
        }
    }

    /// A sound code of a fictitious subject (GB 32100-2015, 5).
    private static func code(_ number: Int) -> String {
        let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
        let characters = "91150203YY" + String(String(1_000_000 + number).dropFirst()) + "0"
        var sum = 0
        var weight = 1
        for character in characters {
            sum += (alphabet.firstIndex(of: character) ?? 0) * weight
            weight = weight * 3 % 31
        }
        return characters + String(alphabet[(31 - sum % 31) % 31])
    }

    private static func delivery(rows: Int, first: Int) -> [UInt8] {
        var writer = ByteWriter(capacity: rows * 700)
        writer.append("CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_JDRQ,CF_CFJG,CF_CFJGDM,CF_SY\n")
        let filler = String(repeating: "示例案情，", count: 30)
        for row in first..<first + rows {
            let code = rows == 1 ? "91150203YY0000036W" : Self.code(row % 500)
            writer.append("示例公司\(row % 500),\(code),示〔2025〕\(row)号,2025-01-02,示例局,\(authority),\(filler)\n")
        }
        return writer.bytes
    }

    @Test func leavesTheStoreWholeWhenKilled() throws {
        let fixture = try Fixture(rows: 6000)
        for delay in ["0.05", "0.2", "0.4"] {
            let status = try fixture.stop("KILL", after: delay)
            let (imports, isSound) = try fixture.isWhole()
            // An import that was quicker than the kill is there as a whole.
            #expect(isSound && (status == 0 ? imports >= 2 : imports >= 1), "\(delay): \(status) \(imports)")
            if status != 0 { #expect(status == 128 + SIGKILL) }
        }
        let result = try Program.run(
            ["import", fixture.long, "--source", Self.authority, "--json"], store: fixture.store)
        #expect(result.status == 0 && result.text.contains("\"rows\":6000"), "\(result.text)")
        let left = try Directory.names(in: fixture.store + "/segments").filter { $0.hasSuffix(".tmp") }
        #expect(left.isEmpty)
    }

    @Test(arguments: ["INT", "TERM"])
    func leavesNothingWhenInterrupted(signal: String) throws {
        let fixture = try Fixture(rows: 12_000)
        let before = try Directory.names(in: fixture.store + "/segments")
        #expect(try fixture.stop(signal, after: "0.05") == 130)
        #expect(try Directory.names(in: fixture.store + "/segments") == before)
        let (imports, isSound) = try fixture.isWhole()
        #expect(imports == 1 && isSound)
    }

    /// Four times the delivery takes no more memory: a fixed amount holds what is being read, sorted and written.
    @Test func takesTheSameMemoryForLongerDeliveries() throws {
        let script = """
            import resource, subprocess, sys
            status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
            print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
            """
        var peaks: [Int] = []
        for rows in [4_000, 16_000] {
            let fixture = try Fixture(rows: rows)
            let result = try Tool.run(
                "python3",
                [
                    "-c", script, Program.path, "import", fixture.long, "--source", Self.authority, "--memory", "1",
                    "--store", fixture.store,
                ], environment: ["SWIFT_BACKTRACE=enable=no"])
            let words = result.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
            try #require(words.count == 2 && words[0] == 0, "\(result.text) \(result.errorText)")
            peaks.append(words[1])
        }
        // The longer delivery has 8 MB more of text.
        #expect(peaks[1] < peaks[0] + 4096, "\(peaks) KiB")
    }

    @Test func acceptsARowThatWaits() throws {
        let directory = try TemporaryDirectory()
        let store = directory.path("store")
        let samples = Repository.path("Samples")
        _ = try Program.run(
            "init", "--catalog", samples + "/catalog.json", "--domains", samples + "/domains.json", "--policy",
            samples + "/policies/default.json", store: store)
        let text = String(decoding: Self.delivery(rows: 1, first: 0), as: UTF8.self)
        try directory.write("bad.csv", Array(text.replacing("0036W", with: "0036X").utf8))
        let bad = try Program.run(
            ["import", directory.path("bad.csv"), "--source", Self.authority, "--pending", directory.path("back.csv")],
            store: store)
        let back = String(decoding: try TestFile.read(directory.path("back.csv")), as: UTF8.self)
        #expect(back.contains(",代码校验位不符（code.check）,校验位 W,"), "its department reads Chinese: \(back)")
        #expect(bad.errorText.contains("[1-1/name:示例公司0]"), "\(bad.errorText)")
        let words = ["pending", "accept", "1-1/name:示例公司0", "--subject", "91150203YY0000036W", "--reason", "电话核实"]
        let accepted = try Program.run(words, store: store)
        #expect(accepted.status == 0, "\(accepted.errorText)")
        let log = try Program.run("store", "log", store: store)
        #expect(log.text.contains("1-1/name:示例公司0: 电话核实"))
        #expect(try Program.run(words, store: store).status == 65)
        #expect(try Program.run("pending", "accept", "x", "--reason", "y", store: store).status == 64)
    }
}
