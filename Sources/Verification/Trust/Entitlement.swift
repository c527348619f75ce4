// SPDX-License-Identifier: Apache-2.0

public import Cryptography

extension Trust {
    /// What somebody signed.
    public enum Statement: Hashable, Sendable {
        /// A report in the name of a body (出具单位).
        case report(inTheNameOf: String)
        /// A status list (状态列表).
        case statusList
        /// The manifest of a bidding round (清单): whoever may issue reports may list them; each has a verdict of its own.
        case manifest

        /// What two of them have in common or not: names byte for byte, of which Swift holds some for equal that are not.
        private var bytes: [UInt8] {
            switch self {
            case .report(let issuer): [0] + issuer.utf8
            case .statusList: [1]
            case .manifest: [2]
            }
        }

        /// Statements are equal when their names are, byte for byte.
        public static func == (left: Statement, right: Statement) -> Bool { left.bytes == right.bytes }

        /// Feeds the bytes that decide.
        public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
    }

    /// A signer that whoever verifies knows (指定的签名者), and what it may sign.
    public struct Signer: Hashable, Sendable {
        /// By what a signer is known.
        public enum Identity: Hashable, Sendable {
            /// By its key: the hash of its SubjectPublicKeyInfo.
            case key(KeyHash)
            /// By the one organization that the subject of its certificate names, byte for byte.
            case organization(String)
        }

        /// By what it is known.
        public var identity: Identity
        /// In whose names it may issue reports, byte for byte; none if it may issue none.
        public var issuers: [String]
        /// Whether it may sign status lists.
        public var signsStatusLists: Bool

        /// A signer known by that.
        public init(_ identity: Identity, issuers: [String] = [], signsStatusLists: Bool = false) {
            self.identity = identity
            self.issuers = issuers
            self.signsStatusLists = signsStatusLists
        }

        /// Whether a certificate is this signer's.
        func isHolder(of certificate: Certificate) -> Bool {
            switch identity {
            case .key(let hash): KeyHash(of: certificate, hash.algorithm) == hash
            case .organization(let name):
                certificate.subject.organizations.count == 1
                    && Array(certificate.subject.organizations[0].utf8) == Array(name.utf8)
            }
        }

        /// Whether it may sign that.
        func maySign(_ statement: Statement) -> Bool {
            switch statement {
            case .report(let issuer): issuers.contains { Array($0.utf8) == Array(issuer.utf8) }
            case .statusList: signsStatusLists
            case .manifest: !issuers.isEmpty
            }
        }
    }

    /// Which of the certificates of an authority count, and for what.
    public enum Admission: Hashable, Sendable {
        /// All of them, for whatever they sign: a private authority (专用根), which certifies the issuer's own keys and
        /// nobody else's.
        case all
        /// Those of the signers named, each for what it may sign: any authority that certifies others too.
        case signers([Signer])

        /// Why a certificate may sign that; nil if it may not.
        func entitlement(of certificate: Certificate, to statement: Statement) -> Entitlement? {
            switch self {
            case .all: .privateAuthority
            case .signers(let signers):
                signers.first { $0.isHolder(of: certificate) && $0.maySign(statement) }.map(Entitlement.signer)
            }
        }
    }

    /// Why somebody may sign what it signed.
    public enum Entitlement: Hashable, Sendable {
        /// Its authority is private.
        case privateAuthority
        /// It is named for that.
        case signer(Signer)
    }
}

extension Trust.Signer.Identity: CustomStringConvertible {
    /// The organization, or the hash of the key.
    public var description: String {
        switch self {
        case .key(let hash): hash.description
        case .organization(let name): "O=" + name
        }
    }
}
