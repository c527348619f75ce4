// SPDX-License-Identifier: Apache-2.0

import Issuing
import Rendering

/// The options of all commands that issue reports, and the issuer that they make.
enum IssuingOptions {
    /// With what views are drawn.
    static let views: [OptionSyntax] = [
        .value("--template", "NAME", "the template of the views (default: standard)"),
        .value("--templates", "DIR", "a further directory of templates"),
        .value("--fonts", "DIR", "a further directory of fonts, also for rare characters"),
    ]

    /// The issuer that a command line describes: its views, its signers, and who gives timestamps.
    static func issuer(
        _ arguments: Arguments, of inquiry: Inquiry, signedBy signers: SignerSet
    ) throws -> ReportIssuer {
        let library = ViewLibrary(
            templates: try arguments.templateDirectories(), fonts: try arguments.fontDirectories())
        return try ReportIssuer(
            inquiry, views: try library.views(template: arguments.value("--template") ?? "standard"), signers: signers,
            timestamps: try TimestampOptions.source(arguments), timestampReserve: TimestampOptions.reserve(arguments))
    }
}
