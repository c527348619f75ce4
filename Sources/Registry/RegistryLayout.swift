// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import RecordStore

/// Where the files of the registry are: in the directory `registry` of the store.
struct RegistryLayout: Sendable {
    /// The registry's directory.
    let path: String
    /// The hash function of the store, by which lines are chained.
    let algorithm: DigestAlgorithm

    var issues: String { path + "/issues.jsonl" }
    var queries: String { path + "/queries.jsonl" }
    var applications: String { path + "/applications.jsonl" }
    var feedback: String { path + "/feedback.jsonl" }
    var reconciliations: String { path + "/reconciliations.jsonl" }
    /// The directory of the index of the issue log.
    var index: String { path + "/issues" }
    var indexHead: String { index + "/head" }

    /// The registry of the store in a directory.
    ///
    /// - Parameter algorithm: the hash function of the store; nil for what its head says.
    init(store path: String, _ algorithm: DigestAlgorithm?) {
        self.path = path + "/registry"
        // What is no store has logs of SHA-256; lines of another function would not be taken for whole.
        self.algorithm = algorithm ?? RecordStore.digestAlgorithm(at: path) ?? .sha256
    }

    /// Takes the lock under which all writing to the registry is done, and makes the directory if need be.
    func lock() throws(RegistryError) -> FileLock {
        let (path, index) = (path, index)
        try RegistryError.files { () throws(FileError) in
            try Directory.create(path)
            try Directory.create(index)
        }
        // Lines are appended within milliseconds; only a process that hangs keeps others waiting.
        do throws(FileError) {
            return try FileLock(path + "/lock", waiting: 10_000)
        } catch {
            throw RegistryError(error)
        }
    }
}
