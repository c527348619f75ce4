// SPDX-License-Identifier: Apache-2.0

import Bytes
import Cryptography
import Verification

/// Whom `--trust` names.
enum TrustOption {
    /// A trust folder, or certificates: whoever names them says that they are of private authorities (专用根).
    enum Source {
        case folder(TrustFolder)
        case certificates(Trust)

        var trust: Trust {
            switch self {
            case .folder(let folder): folder.trust
            case .certificates(let trust): trust
            }
        }

        /// The status list that lies in the folder.
        var statusList: String? {
            if case .folder(let folder) = self { folder.statusList } else { nil }
        }
    }

    /// What stands at a path: a trust folder, a directory of certificates in PEM, or one file of them.
    static func source(at path: String) throws -> Source {
        guard Directory.isDirectory(path) else {
            let anchors = try TrustAnchors(pem: try InputFile.read(path, limit: 1 << 20))
            return .certificates(Trust(privateAuthorities: anchors))
        }
        if Directory.exists(path + "/" + TrustFolder.descriptionFile) { return .folder(try folder(path)) }
        var certificates: [Certificate] = []
        for name in try Directory.names(in: path) where name.hasSuffix(".pem") || name.hasSuffix(".crt") {
            certificates += try Certificate.readPEM(try InputFile.read(path + "/" + name, limit: 1 << 20))
        }
        guard !certificates.isEmpty else {
            throw Failure(
                "trust.empty", "\(path) holds neither trust.json nor a certificate (.pem, .crt)",
                hint: "creditreport trust add \(path) --root FILE makes a trust folder", exit: .noInput)
        }
        return .certificates(Trust(privateAuthorities: try TrustAnchors(certificates)))
    }

    /// A trust folder that must be there and in order.
    static func folder(_ path: String) throws -> TrustFolder {
        do {
            return try TrustFolder(path)
        } catch let fault as TrustFolder.Fault {
            throw Failure(
                "trust.folder", "the trust folder cannot be used: \(fault)",
                hint: "restore the file, or add the authority again", exit: .badData)
        }
    }
}
