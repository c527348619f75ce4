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

    /// What stands at a path: a trust folder, or a file of certificates in PEM.
    ///
    /// A directory without its description is none: half a trust folder would trust more than the whole.
    static func source(at path: String) throws -> Source {
        guard Directory.isDirectory(path) else {
            let anchors = try TrustAnchors(pem: try InputFile.read(path, limit: 1 << 20))
            return .certificates(Trust(privateAuthorities: anchors))
        }
        return .folder(try folder(path))
    }

    /// A trust folder that must be there and in order.
    static func folder(_ path: String) throws -> TrustFolder {
        guard Directory.exists(path + "/" + TrustFolder.descriptionFile) else {
            throw Failure(
                "trust.empty", "\(path) is no trust folder: it holds no \(TrustFolder.descriptionFile)",
                hint:
                    "copy the whole folder, make one with creditreport trust add \(path) --root FILE, or name the files "
                    + "of certificates", exit: .noInput)
        }
        return try folder(path) {
            try DurableFile.read(path + "/" + $0, limit: TrustFolder.limit, followingLinks: true)
        }
    }

    /// A trust folder of those files, which must be in order.
    static func folder(_ path: String, reading read: (String) throws -> [UInt8]) throws -> TrustFolder {
        do {
            return try TrustFolder(path, reading: read)
        } catch let fault as TrustFolder.Fault {
            throw Failure(
                "trust.folder", "the trust folder cannot be used: \(fault)",
                hint: "restore the file, or add the authority again", exit: .badData)
        }
    }
}
