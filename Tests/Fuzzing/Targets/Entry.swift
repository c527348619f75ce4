// SPDX-License-Identifier: Apache-2.0

import Glibc

// libFuzzer has the `main`; it calls these two. Words that begin with two hyphens are ours: --target=NAME, --list.

/// Chooses the target before the first input.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
    _ count: UnsafeMutablePointer<Int32>,
    _ words: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>>>
) -> Int32 {
    for word in CommandLine.arguments.dropFirst() {
        if word == "--list" {
            for target in Target.all { print(target.name) }
            exit(0)
        }
        if word.hasPrefix("--target=") {
            unsafe Target.chosen = Target.all.first { $0.name == word.dropFirst(9) }
        }
    }
    guard unsafe Target.chosen != nil else {
        print("no such target: --target=NAME names one of those that --list prints")
        exit(64)
    }
    return 0
}

/// Feeds the target once.
@_cdecl("LLVMFuzzerTestOneInput")
public func feed(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    let input = unsafe UnsafeBufferPointer(start: data, count: count)
    unsafe Target.chosen?.feed(Array(input))
    return 0
}
