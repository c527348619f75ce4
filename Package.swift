// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

// Every Swift target is built the same way: language mode 6, strict memory safety, no warning tolerated.
let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

/// A library from Debian, seen through a module map and a shim header.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A library target of this package; the names behind it are all it may import.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func executable(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .executableTarget(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of the module of the same name.
func tests(_ subject: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: subject + "Tests",
        dependencies: [.byNameItem(name: subject, condition: nil), "TestSupport"] + dependencies,
        exclude: exclude,
        swiftSettings: settings)
}

let package = Package(
    name: "creditreport",
    products: [
        .executable(name: "creditreport", targets: ["creditreport"]),
        .executable(name: "creditbench", targets: ["creditbench"]),
    ],
    targets: [
        // Level 0: C libraries and the few calls of the platform that Swift cannot reach.
        system("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev"),
        system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
        system("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev"),
        system("CQREncode", pkgConfig: "libqrencode", apt: "libqrencode-dev"),
        .target(name: "CPlatform"),

        // Level 1: plain values.
        module("Bytes", ["CPlatform"]),
        module("Records", ["Bytes"]),

        // Level 2: one standard each.
        module("Cryptography", ["CCrypto", "Bytes"]),
        module("Markup", ["CLibXML2", "Cryptography", "Bytes"]),
        module("OpenType", ["Bytes"]),
        module("Compression", ["CZlib", "Bytes"]),

        // Level 3: files and stores.
        module("PDFSyntax", ["Compression", "Bytes"]),
        module("Spreadsheets", ["Compression", "Markup", "Bytes"]),
        module("RecordStore", ["Records", "Cryptography", "Bytes"]),
        module("Registry", ["RecordStore", "Records", "Cryptography", "Bytes"]),

        // Level 4: what comes in, and what is found.
        module(
            "Intake",
            [
                "Spreadsheets", "RecordStore", "Records", "Markup", "Compression", "Cryptography", "Bytes", "CPlatform",
            ]),
        module("Reporting", ["RecordStore", "Records", "Markup", "Cryptography", "Bytes"]),

        // Level 5: documents as trees; the verdict on a file.
        module("Documents", ["Reporting", "Markup", "Cryptography", "Bytes"]),
        module("Verification", ["Reporting", "Registry", "Records", "PDFSyntax", "Markup", "Cryptography", "Bytes"]),

        module("Desk", ["Intake", "Reporting", "Registry", "RecordStore", "Records", "Cryptography", "Bytes"]),

        // Level 6 and 7: pages, HTML and PDF.
        module("Typesetting", ["Documents", "OpenType", "Bytes"]),
        module(
            "Rendering",
            [
                "CQREncode", "Typesetting", "Documents", "Reporting", "OpenType", "PDFSyntax", "Compression",
                "Markup", "Cryptography", "Bytes",
            ]),

        // Level 8 and 9: views drawn again for a verifier; one request, and a round of them.
        module("Redrawing", ["Rendering", "Verification", "Reporting", "PDFSyntax"]),
        module(
            "Issuing",
            [
                "Rendering", "Typesetting", "Documents", "Reporting", "Registry", "RecordStore", "Records", "OpenType",
                "PDFSyntax", "Markup", "Cryptography", "Bytes",
            ]),
        module(
            "Batches",
            [
                "Issuing", "Rendering", "Reporting", "Intake", "Registry", "Spreadsheets", "Records", "Compression",
                "Cryptography", "Bytes",
            ]),

        module(
            "Stewardship",
            [
                "Rendering", "Documents", "Desk", "Intake", "Reporting", "Registry", "RecordStore", "Records",
                "Spreadsheets", "Cryptography", "Bytes",
            ]),

        // Level 10: programs.
        executable(
            "creditreport",
            [
                "Stewardship", "Batches", "Issuing", "Redrawing", "Desk", "Verification", "Intake", "Rendering",
                "Typesetting",
                "Documents", "Reporting",
                "Registry", "RecordStore", "Records", "OpenType", "PDFSyntax", "Markup", "Compression", "Cryptography",
                "Bytes", "CPlatform",
            ]),
        executable(
            "creditbench",
            [
                "Batches", "Issuing", "Redrawing", "Verification", "Rendering", "Typesetting", "Documents", "Reporting",
                "Registry", "RecordStore", "Records", "OpenType", "PDFSyntax", "Markup", "Cryptography", "Bytes",
                "CPlatform",
            ]),

        // Tests: one target a module, and a few that hold the whole.
        .target(
            name: "TestSupport", dependencies: ["PDFSyntax", "Compression", "Bytes"], path: "Tests/TestSupport",
            swiftSettings: settings),
        tests("Bytes"),
        tests("Records", ["Bytes"]),
        tests("Cryptography", ["Bytes"]),
        tests("Markup", ["Cryptography", "Bytes"]),
        tests("OpenType", ["Bytes"]),
        tests("Compression", ["Bytes"]),
        tests("PDFSyntax", ["Compression", "Bytes"]),
        tests("Spreadsheets", ["Compression", "Bytes"]),
        tests("RecordStore", ["Records", "Cryptography", "Bytes"]),
        tests("Registry", ["Records", "Cryptography", "Bytes"]),
        tests("Intake", ["Spreadsheets", "RecordStore", "Records", "Compression", "Cryptography", "Bytes"]),
        tests("Reporting", ["RecordStore", "Records", "Markup", "Cryptography", "Bytes"]),
        tests("Desk", ["Intake", "Reporting", "Registry", "RecordStore", "Records", "Cryptography", "Bytes"]),
        tests("Documents", ["Reporting", "Markup", "Bytes"], exclude: ["Resources"]),
        tests(
            "Verification",
            [
                "Issuing", "Redrawing", "Rendering", "Documents", "Reporting", "Registry", "Intake", "RecordStore",
                "Records", "PDFSyntax", "Markup", "Compression", "Cryptography", "Bytes",
            ]),
        tests("Typesetting", ["Documents", "OpenType", "Bytes"]),
        tests(
            "Rendering",
            [
                "Typesetting", "Documents", "Reporting", "OpenType", "PDFSyntax", "Markup", "Compression",
                "Cryptography", "Bytes",
            ]),
        tests(
            "Stewardship",
            [
                "Intake", "Rendering", "Documents", "Registry", "RecordStore", "Records", "Spreadsheets",
                "Cryptography",
                "Bytes",
            ]),
        .testTarget(
            name: "CommandLineTests",
            dependencies: ["TestSupport", "Reporting", "PDFSyntax", "Cryptography", "Bytes", "creditreport"],
            swiftSettings: settings),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: settings),
    ]
)

// Fuzzing needs the runtime that `-sanitize=fuzzer` links, so a plain build does not know of it; Tests/Fuzzing/run does.
if Context.environment["CREDITREPORT_FUZZING"] != nil {
    package.targets += [
        .executableTarget(
            name: "Fuzzing",
            dependencies: [
                "Documents", "Verification", "Reporting", "Registry", "Intake", "Spreadsheets", "Records", "OpenType",
                "PDFSyntax", "Markup", "Compression", "Cryptography", "Bytes",
            ],
            path: "Tests/Fuzzing/Targets", swiftSettings: settings)
    ]
}
