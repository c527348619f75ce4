// SPDX-License-Identifier: Apache-2.0

import CPlatform
import Glibc

// What is measured runs with the heap that the program has.
_ = creditreport_configure_heap(2)
do {
    let words = Array(CommandLine.arguments.dropFirst())
    if words.first == "store" {
        try StoreBench(Array(words.dropFirst())).run()
    } else if words.first == "generate" {
        try DeliveryGenerator(Array(words.dropFirst())).run()
    } else if words.first == "verify" {
        try VerifyBench(Array(words.dropFirst())).run()
    } else if words.first == "flips" {
        try FlipSoak(Array(words.dropFirst())).run()
    } else if words.first == "workload" {
        try WorkloadImport(Array(words.dropFirst())).run()
    } else if words.first == "pipeline" {
        try PipelineBench(Array(words.dropFirst())).run()
    } else {
        try IssueBench(words).run()
    }
} catch {
    let message = Array("creditbench: error: \(error)\n".utf8)
    _ = unsafe write(STDERR_FILENO, message, message.count)
    exit(1)
}
