// SPDX-License-Identifier: Apache-2.0

import TestSupport

/// An authority for timestamps on loopback, for as long as a line of the shell runs.
enum TimestampServer {
    /// What its clock shows, some seconds after the samples are issued.
    static let moment = "2026-11-20 02:00:05"

    /// Runs a line of the shell, which finds the port in $PORT, the root in $ROOT and the program in $PROGRAM; $COUNT is a
    /// file with a line for each request.
    ///
    /// - Parameters:
    ///   - mode: how it misbehaves (see `Tests/Judges/tsa.py`); nil for Bouncy Castle's, which has keys of any kind.
    ///   - more: further variables.
    static func run(
        _ line: String, by authority: TimestampAuthority, mode: String? = "", store: String, more: [String] = []
    ) throws -> Tool.Result {
        let place = try TemporaryDirectory()
        let server =
            mode == nil
            ? #"java -cp "$CLASSES" "$BOUNCY" serve "$KEY" "$CERTIFICATE" 1795140005 "$PLACE/port""#
            : #"python3 "$SERVER" "$CONFIGURATION" "$PLACE/port" "$MOMENT" $MODE"#
        let script = """
            exec 3> >(exec \(server))
            for turn in $(seq 1200); do [ -e "$PLACE/port" ] && break; sleep 0.05; done
            PORT=$(cat "$PLACE/port")
            COUNT="$PLACE/port.count"
            \(line)
            """
        return try Tool.run(
            "bash", ["-c", script],
            environment: [
                "SERVER=" + Repository.path("Tests/Judges/tsa.py"), "CONFIGURATION=" + authority.configurationPath,
                "BOUNCY=" + Repository.path("Tests/Judges/BouncyAuthority.java"),
                "CLASSES=" + TimestampAuthority.classPath, "KEY=" + authority.keyPath,
                "CERTIFICATE=" + authority.certificatePath, "PLACE=" + place.path, "MOMENT=" + moment,
                "MODE=" + (mode ?? ""), "PROGRAM=" + Program.path, "ROOT=" + authority.rootPath,
                "CREDITREPORT_STORE=" + store, "LC_ALL=C.UTF-8", "SWIFT_BACKTRACE=enable=no",
                "CREDITREPORT_HOME=" + Repository.root,
            ] + more)
    }
}
