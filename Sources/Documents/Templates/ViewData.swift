// SPDX-License-Identifier: Apache-2.0

/// What a view shows beside the signed data: what is computed from it, and what drew the view.
public struct ViewData: Hashable, Sendable {
    /// The 报告指纹: the hash of the report, in lower-case hex.
    public var fingerprint: String
    /// The name of its hash function, SHA-256 or SM3.
    public var fingerprintAlgorithm: String
    /// The 核验码 in its groups.
    public var verificationCode: String
    /// The address to which the QR code leads.
    public var checkingAddress: String
    /// The name of the template.
    public var template: String
    /// The hash of the template.
    public var templateSHA256: String
    /// The hash of the fonts.
    public var fontsSHA256: String
    /// The version of the rendering.
    public var rendering: String
    /// The suite under which the view is signed, p256 or sm2.
    public var suite: String
    /// Whether the report was signed for a demonstration, so that seals on it say 测试.
    public var isDemonstration: Bool

    /// View data of those parts.
    public init(
        fingerprint: String, fingerprintAlgorithm: String = "SHA-256", verificationCode: String,
        checkingAddress: String, template: String, templateSHA256: String, fontsSHA256: String, rendering: String,
        suite: String = "p256", isDemonstration: Bool = false
    ) {
        self.fingerprint = fingerprint
        self.fingerprintAlgorithm = fingerprintAlgorithm
        self.verificationCode = verificationCode
        self.checkingAddress = checkingAddress
        self.template = template
        self.templateSHA256 = templateSHA256
        self.fontsSHA256 = fontsSHA256
        self.rendering = rendering
        self.suite = suite
        self.isDemonstration = isDemonstration
    }

    /// Its values under the names by which templates find them in `view`.
    var values: [(name: String, value: String)] {
        [
            ("fingerprint", fingerprint), ("fingerprintAlgorithm", fingerprintAlgorithm),
            ("verificationCode", verificationCode), ("checkingAddress", checkingAddress), ("template", template),
            ("templateHash", templateSHA256), ("fontsHash", fontsSHA256), ("rendering", rendering), ("suite", suite),
        ]
    }
}
