// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport

/// A small round on a copy of the sample store.
struct RoundCase {
    let store: SampleStore
    let scratch: TemporaryDirectory
    /// The copy of the store.
    let path: String

    /// 赤峰示例金石矿业有限公司, 内蒙古示例云杉科技有限公司 and 内蒙古示例顺达物流集团有限公司.
    static let bidders = ["91150402YY0000052E", "91150105YY000001XR", "91150105YY0000028R"]

    init() throws {
        store = try SampleStore.shared()
        scratch = try TemporaryDirectory()
        path = try store.copy(into: scratch)
    }

    /// Writes a round file and gives its path.
    ///
    /// - Parameters:
    ///   - bidders: what stands behind `"bidders":`; nil for the three.
    ///   - more: further members, each with a comma at its end.
    func round(_ bidders: String? = nil, more: String = "", name: String = "round.json") throws -> String {
        let list = bidders ?? "[" + Self.bidders.map { "{\"code\": \"\($0)\"}" }.joined(separator: ",") + "]"
        let text = """
            {"id": "测试-1", "tenderingUnit": "测试招标单位", "purpose": "招标投标", "policy": "bidding", \(more)
             "instant": "\(SampleStore.now)", "bidders": \(list)}
            """
        try TestFile.write(Array(text.utf8), to: scratch.path(name))
        return scratch.path(name)
    }

    /// Runs the round into a directory of the scratch.
    func batch(_ round: String, out: String = "out", store: String? = nil, _ more: String...) throws -> Tool.Result {
        try Program.run(
            [
                "batch", "--round", round, "--key", self.store.key, "--cert", self.store.certificate, "--out",
                scratch.path(out),
            ] + more, store: store ?? path)
    }

    /// Another copy of the store, of which no report was issued.
    func freshStore(_ name: String) throws -> String {
        try Tool.run("cp", ["-a", store.path, scratch.path(name)])
        return scratch.path(name)
    }

    /// The lines of a file as JSON.
    func lines(_ name: String) throws -> [JSONValue] {
        try TestFile.read(scratch.path(name)).split(separator: 0x0A).map { try JSONReader.read($0) }
    }

    /// The verdict on a file or directory of the scratch, in one line for each file.
    func verify(_ name: String, store: String? = nil) throws -> Tool.Result {
        try Program.run(
            "verify", scratch.path(name), "--trust", self.store.root, "--at", SampleStore.now, "--quiet",
            store: store ?? path)
    }
}
