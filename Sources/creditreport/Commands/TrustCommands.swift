// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Registry
import Verification

/// `trust add`: puts an authority, a revocation list or a status list into a trust folder.
enum TrustAddCommand: Command {
    static let syntax = CommandSyntax(
        name: "trust add", summary: "put an authority or a list into a trust folder (信任目录)", operands: "DIR",
        options: [
            .value("--root", "FILE", "the certificate of an authority (PEM)"),
            .value(
                "--spki", "HASH",
                "the hash of its key, learned another way (SHA-256; SM3 where sm2 alone is accepted); another key is "
                    + "refused"),
            .value("--from", "DAY", "trust it for reports issued from that day on"),
            .value("--until", "DAY", "trust it for reports issued up to that day"),
            .value("--note", "TEXT", "why, for people"),
        ] + SignerOptions.all + [
            .several(
                "--crl", "FILE", "a certificate revocation list of an authority; replaces the older one of its key"),
            .several(
                "--crl-issuer", "FILE",
                "the certificate of an intermediate authority whose list --crl is (PEM); one of the folder's has signed it"
            ),
            .value("--tsa-root", "FILE", "the certificate of an authority whose timestamps prove something (PEM)"),
            .value("--require-timestamp", "yes|no", "whether a signature without a timestamp stays unknown"),
            .value("--status", "FILE", "a signed status list; replaces the older one"),
            .value("--at", "INSTANT", "the moment after which no list can have been made (default: now)"),
            .value("--suites", "LIST", "the suites that are accepted: p256, sm2 or p256,sm2"),
            .value("--require-suites", "LIST|none", "those of them of which a report must bear a signature"),
            .value("--require-crl", "yes|no", "whether a signer without a fresh revocation list stays unknown"),
        ],
        example: "creditreport trust add trust --root ca.pem --signer 示例信用中心 --status-signer 示例信用中心")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let path = try arguments.trustFolder()
        let now = try arguments.instant("--at") ?? .now
        var addition = try TrustAddition(path)
        var added: [String] = []
        // First, since they decide by which hash function keys are named.
        if let suites = try suites("--suites", arguments) {
            addition.description.suites = suites
            addition.description.requiredSuites.removeAll { !suites.contains($0) }
            try nameKeys(in: &addition)
            added.append("suites")
        }
        if arguments.has("--root") { added.append(try addRoot(arguments, &addition)) }
        if arguments.has("--tsa-root") { added.append(try addTimestampRoot(arguments, &addition)) }
        if let required = try arguments.choice("--require-timestamp") {
            addition.description.requiresTimestamps = required
            added.append("require-timestamp")
        }
        let issuers = try arguments.values("--crl-issuer").flatMap {
            try Certificate.readPEM(try InputFile.read($0, limit: 1 << 20))
        }
        guard issuers.isEmpty || arguments.has("--crl") else { throw arguments.usage("--crl-issuer goes with --crl") }
        for source in arguments.values("--crl") {
            added.append(try addition.addRevocationList(source, issuers: issuers, now: now))
        }
        if arguments.value("--require-suites") == "none" {
            addition.description.requiredSuites = []
            added.append("require-suites")
        } else if let suites = try suites("--require-suites", arguments) {
            guard suites.allSatisfy(addition.description.suites.contains) else {
                throw arguments.usage(
                    "--require-suites names a suite that is not accepted", "name it with --suites too")
            }
            addition.description.requiredSuites = suites
            added.append("require-suites")
        }
        if let required = try arguments.choice("--require-crl") {
            addition.description.requiresRevocationLists = required
            added.append("require-crl")
        }
        if !arguments.has("--root"), let option = SignerOptions.all.first(where: { arguments.has($0.name) }) {
            throw arguments.usage("\(option.name) goes with --root")
        }
        // Last: whose list is taken follows from all the rest.
        if let source = arguments.value("--status") { added.append(try addition.addStatusList(source, now: now)) }
        guard !added.isEmpty else { throw arguments.usage("nothing to add: --root, --crl or --status is missing") }
        let folder = try addition.folder()
        try addition.publish()
        return TrustListing.print(folder, try arguments.language(), isJSON: arguments.has("--json"))
    }

    private static func suites(_ option: String, _ arguments: Arguments) throws -> [Suite]? {
        guard let text = arguments.value(option) else { return nil }
        let suites = text.split(separator: ",").map { Suite(rawValue: String($0)) }
        guard !suites.isEmpty, !suites.contains(nil), Set(suites).count == suites.count else {
            throw arguments.usage("\(option) is \"\(text)\"", "expected p256, sm2 or p256,sm2")
        }
        return suites.compactMap { $0 }
    }

    /// The one certificate in the file that an option names.
    private static func certificate(_ arguments: Arguments, _ option: String) throws -> Certificate {
        let source = try arguments.required(option)
        let certificates = try Certificate.readPEM(try InputFile.read(source, limit: 1 << 20))
        guard certificates.count == 1, let certificate = certificates.first else {
            throw Failure(
                "trust.root", "\(source) holds \(certificates.count) certificates, one was expected", exit: .badData)
        }
        return certificate
    }

    private static func addRoot(
        _ arguments: Arguments, _ folder: inout TrustAddition
    ) throws -> String {
        let certificate = try certificate(arguments, "--root")
        let hash = KeyHash(of: certificate, folder.description.keyHashAlgorithm)
        if let expected = arguments.value("--spki"), expected.lowercased() != hash.hex {
            throw Failure(
                "trust.root",
                "the key of \(certificate.subject) has the \(hash.algorithm.rawValue) \(hash.hex), not \(expected)",
                hint: "do not trust this certificate; ask the authority for the right one", exit: .badData)
        }
        _ = try TrustAnchors([certificate])
        let admission = try SignerOptions.admission(arguments, keysBy: hash.algorithm)
        let (from, until) = (try arguments.day("--from"), try arguments.day("--until"))
        if let from, let until, until < from { throw arguments.usage("--until lies before --from") }
        let name = "root-\(hash.hex.prefix(16)).pem"
        folder.put(name, Array(certificate.pem.utf8))
        folder.description.roots.removeAll { $0.key == hash }
        folder.description.roots.append(
            TrustDescription.Root(
                file: name, key: hash, from: from, until: until, admission: admission,
                note: arguments.value("--note")))
        return name
    }

    private static func addTimestampRoot(
        _ arguments: Arguments, _ folder: inout TrustAddition
    ) throws -> String {
        let certificate = try certificate(arguments, "--tsa-root")
        _ = try TrustAnchors([certificate], for: .timestamps)
        let hash = KeyHash(of: certificate, folder.description.keyHashAlgorithm)
        let name = "tsa-\(hash.hex.prefix(16)).pem"
        folder.put(name, Array(certificate.pem.utf8))
        folder.description.timestampRoots.removeAll { $0.key == hash }
        folder.description.timestampRoots.append(TrustDescription.TimestampRoot(file: name, key: hash))
        return name
    }

    /// Names the authorities' keys by the hash function of the folder, after its suites have changed.
    private static func nameKeys(in folder: inout TrustAddition) throws {
        let algorithm = folder.description.keyHashAlgorithm
        func renamed(_ file: String, _ key: KeyHash) throws -> KeyHash {
            let certificates = try Certificate.readPEM(try folder.read(file))
            guard certificates.count == 1, KeyHash(of: certificates[0], key.algorithm) == key else {
                throw Failure(
                    "trust.root", "\(folder.path)/\(file) is not the certificate with the key \(key.hex)",
                    exit: .badData)
            }
            return KeyHash(of: certificates[0], algorithm)
        }
        for index in folder.description.roots.indices {
            let root = folder.description.roots[index]
            folder.description.roots[index].key = try renamed(root.file, root.key)
        }
        for index in folder.description.timestampRoots.indices {
            let root = folder.description.timestampRoots[index]
            folder.description.timestampRoots[index].key = try renamed(root.file, root.key)
        }
    }
}

/// `trust list`: what a trust folder says.
enum TrustListCommand: Command {
    static let syntax = CommandSyntax(
        name: "trust list", summary: "print whom a trust folder trusts", operands: "DIR", options: [],
        example: "creditreport trust list trust")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let folder = try TrustOption.folder(try arguments.trustFolder())
        return TrustListing.print(folder, try arguments.language(), isJSON: arguments.has("--json"))
    }
}

/// `trust check`: whether all of a trust folder can be relied on at a moment.
enum TrustCheckCommand: Command {
    static let syntax = CommandSyntax(
        name: "trust check", summary: "say what of a trust folder is stale or missing", operands: "DIR",
        options: [.value("--at", "INSTANT", "the moment (default: now)")],
        example: "creditreport trust check trust")

    static func run(_ arguments: Arguments) throws -> ExitCode {
        let folder = try TrustOption.folder(try arguments.trustFolder())
        let now = try arguments.instant("--at") ?? .now
        let language = try arguments.language()
        var faults: [String] = []
        for root in folder.trust.roots where !(root.certificate.notBefore...root.certificate.notAfter).contains(now) {
            faults.append(
                language(
                    "\(root.certificate.subject) 的证书不在有效期内（至 \(root.certificate.notAfter)）",
                    "the certificate of \(root.certificate.subject) is not valid (until \(root.certificate.notAfter))"))
        }
        for list in folder.trust.revocationLists where !list.isFresh(at: now) {
            faults.append(
                language(
                    "\(list.issuer) 的吊销列表已过时（至 \(list.nextUpdate)）",
                    "the revocation list of \(list.issuer) is stale (until \(list.nextUpdate))"))
        }
        let authorities = folder.trust.roots.map(\.certificate) + folder.trust.timestampAnchors.certificates
        for list in folder.trust.revocationLists
        where authorities.contains(where: { $0.subject == list.issuer }) && !authorities.contains(where: list.isSigned)
        {
            faults.append(
                language(
                    "\(list.issuer) 的吊销列表并非由目录中的该机构签发",
                    "the revocation list of \(list.issuer) is not signed by that authority of the folder"))
        }
        if let path = folder.statusList {
            do {
                _ = try StatusSources.freshList(at: path, trust: folder.trust, now: now)
            } catch {
                faults.append(Failure(error).message)
            }
        } else {
            faults.append(language("没有状态列表，核验的退出码至多为 14（不能全部核实）", "there is no status list, so 14 is the best verdict"))
        }
        if arguments.has("--json") {
            Console.print(JSONValue.object([JSONMember("faults", .array(faults.map { .string($0) }))]).text)
        } else {
            for fault in faults { Console.print(Console.printable(fault)) }
            if faults.isEmpty { Console.print(language("信任目录完好", "the trust folder is in order")) }
        }
        return faults.isEmpty ? .success : .statusUnknown
    }
}

extension Arguments {
    /// Whether an option says yes or no; nil if it is not given.
    fileprivate func choice(_ name: String) throws -> Bool? {
        guard let text = value(name) else { return nil }
        guard ["yes", "no"].contains(text) else { throw usage("\(name) is yes or no") }
        return text == "yes"
    }

    /// The one operand of a command about a trust folder.
    fileprivate func trustFolder() throws -> String {
        guard operands.count == 1 else { throw usage("one trust folder is expected") }
        return operands[0]
    }
}

/// Prints a trust folder.
private enum TrustListing {
    private static func lines(_ admission: Trust.Admission, _ language: Language) -> [String] {
        guard case .signers(let signers) = admission else {
            return [
                language(
                    "专用根：其签发的任何证书均可以任何名义出具报告、签发状态列表",
                    "a private authority: each of its certificates may issue in any name and sign status lists")
            ]
        }
        return signers.map { signer in
            var rights: [String] = []
            if !signer.issuers.isEmpty {
                let names = signer.issuers.joined(separator: language("、", ", "))
                rights.append(language("以“\(names)”的名义出具报告", "issues reports in the name of \(names)"))
            }
            if signer.signsStatusLists { rights.append(language("签发状态列表", "signs status lists")) }
            return language("签名者 ", "signer ") + "\(signer.identity): " + rights.joined(separator: language("；", "; "))
        }
    }

    static func print(_ folder: TrustFolder, _ language: Language, isJSON: Bool) -> ExitCode {
        if isJSON {
            Console.print((try? JSONReader.read(folder.description.file))?.text ?? "")
            return .success
        }
        for (root, entry) in zip(folder.trust.roots, folder.description.roots) {
            let period = "\(root.from?.description ?? "…") – \(root.until?.description ?? "…")"
            Console.print(Console.printable("\(root.certificate.subject)  \(period)  \(entry.note ?? "")"))
            Console.print("  \(entry.key)")
            for line in lines(entry.admission, language) { Console.print(Console.printable("  " + line)) }
        }
        for (root, entry) in zip(folder.trust.timestampAnchors.certificates, folder.description.timestampRoots) {
            Console.print(Console.printable(language("时间戳机构 ", "timestamps ") + root.subject.text))
            Console.print("  \(entry.key)")
        }
        for list in folder.trust.revocationLists {
            Console.print(
                Console.printable(
                    language("吊销列表 ", "revocation list ") + "\(list.issuer)  \(list.thisUpdate) – \(list.nextUpdate)"))
        }
        if let status = folder.statusList { Console.print(language("状态列表 ", "status list ") + status) }
        let suites = folder.description.suites.map(\.rawValue).joined(separator: ", ")
        Console.print(language("签名算法 ", "suites ") + suites)
        if !folder.description.requiredSuites.isEmpty {
            let required = folder.description.requiredSuites.map(\.rawValue).joined(separator: ", ")
            Console.print(language("必须具有的签名 ", "required suites ") + required)
        }
        return .success
    }
}
