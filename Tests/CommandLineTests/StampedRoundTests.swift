// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// A round whose reports and manifest get timestamps.
@Suite struct StampedRoundTests {
    private static let made = Result { () throws(any Error) in try TimestampAuthority() }

    /// The authority is away for a while, at the second report: the first stands, the others are not refused for it.
    @Test func aRoundEndsWhereTheAuthorityIsAwayAndGoesOnLater() throws {
        let round = try RoundCase()
        let result = try TimestampServer.run(
            """
            batch() { "$PROGRAM" batch --round "$ROUND" --key "$SIGNER" --cert "$SIGNING" --out "$OUT" --jobs 1 \
                --tsa http://127.0.0.1:$PORT/ --tsa-root "$ROOT" --tsa-seconds 2 "$@"; }
            batch > "$OUT.log" 2>&1 && echo "it did not end"
            grep -c 'timestamp.unreachable' "$OUT.log"
            ls "$OUT" | grep -c '[.]pdf$'
            [ -e "$OUT/manifest.jsonl" ] && echo "manifest too early"
            batch --resume > /dev/null || echo "resume failed"
            ls "$OUT" | grep -c '[.]pdf$'
            wc -l < "$COUNT"
            """, by: Self.made.get(), mode: "hang-at-5", store: round.path,
            more: [
                "ROUND=" + (try round.round()), "SIGNER=" + round.store.key, "SIGNING=" + round.store.certificate,
                "OUT=" + round.scratch.path("out"),
            ])
        // Three for the first, two for the second that were in vain, six for two reports, one for the manifest.
        #expect(result.text == "1\n1\n3\n12\n", "\(result.text) \(result.errorText)")
        #expect(try round.verify("out").status == 0)
    }

    /// The process is killed while the authority thinks about the manifest: all reports are there, the manifest is not.
    @Test func aRoundThatIsKilledBeforeItsManifestAsksForNothingTwice() throws {
        let round = try RoundCase()
        let authority = try Self.made.get()
        let file = try round.round()
        let trust = round.scratch.path("trust")
        let added = try Program.run(
            "trust", "add", trust, "--root", round.store.root, "--private", "--tsa-root", authority.rootPath,
            "--require-timestamp", "yes")
        try #require(added.status == 0, "\(added.errorText)")
        // Three signatures for each of three bidders; the tenth is that of the manifest.
        let result = try TimestampServer.run(
            """
            batch() { "$PROGRAM" batch --round "$ROUND" --key "$SIGNER" --cert "$SIGNING" --out "$OUT" --jobs 1 \\
                --tsa http://127.0.0.1:$PORT/ --tsa-root "$ROOT" "$@"; }
            "$PROGRAM" batch --round "$ROUND" --key "$SIGNER" --cert "$SIGNING" --out "$OUT" --jobs 1 \\
                --tsa http://127.0.0.1:$PORT/ --tsa-root "$ROOT" > "$OUT.log" 2>&1 &
            PID=$!
            for turn in $(seq 2400); do
                [ "$(cat "$COUNT" 2>/dev/null | wc -l)" -ge 10 ] && break
                sleep 0.05
            done
            kill -9 $PID
            wait $PID 2>/dev/null
            [ -e "$OUT/manifest.jsonl" ] && echo "manifest too early"
            (cd "$OUT" && sha256sum *.xml *.html *.pdf) > "$OUT.sums"
            wc -l < "$OUT.sums"   # the files of the reports, and the summary
            batch --resume >/dev/null || echo "resume failed"
            wc -l < "$COUNT"
            (cd "$OUT" && sha256sum --quiet -c "$OUT.sums") || echo "a report changed"
            cp "$OUT/manifest.jsonl" "$OUT.manifest"
            batch --resume >/dev/null || echo "second resume failed"
            wc -l < "$COUNT"
            cmp "$OUT/manifest.jsonl" "$OUT.manifest"
            """, by: authority, mode: "hang-at-10", store: round.path,
            more: [
                "ROUND=" + file, "SIGNER=" + round.store.key, "SIGNING=" + round.store.certificate,
                "OUT=" + round.scratch.path("out"),
            ])
        #expect(result.text == "10\n11\n11\n", "\(result.text) \(result.errorText)")
        func verify(_ folder: String, _ more: String...) throws -> Tool.Result {
            try Program.run(
                ["verify", round.scratch.path("out/manifest.jsonl"), "--trust", folder, "--lang", "en"] + more,
                store: round.path)
        }
        let verdict = try verify(trust, "--at", SampleStore.now)
        #expect(verdict.status == 0, "\(verdict.text)")
        #expect(verdict.text.contains("a trusted timestamp of"), "\(verdict.text)")
        // Long after the certificate: the manifest is still its signer's.
        let later = try verify(trust, "--at", "2035-01-01T00:00:00+08:00").text
        #expect(later.contains("its signer is trusted"), "\(later)")
        let bare = round.scratch.path("bare")
        _ = try Program.run("trust", "add", bare, "--root", round.store.root, "--private")
        #expect(try verify(bare, "--at", "2035-01-01T00:00:00+08:00").text.contains("chain.expired"))

        // A manifest without its timestamp, and one with that of another file.
        let path = round.scratch.path("out/manifest.jsonl")
        let kept = try TestFile.read(path)
        let plain = try Program.run(
            "manifest", "merge", path, "--key", round.store.key, "--cert", round.store.certificate, "--out",
            round.scratch.path("plain.jsonl"))
        try #require(plain.status == 0, "\(plain.errorText)")
        try TestFile.write(try TestFile.read(round.scratch.path("plain.jsonl")), to: path)
        #expect(try verify(trust, "--at", SampleStore.now).status == 14)
        #expect(try verify(bare, "--at", SampleStore.now).status == 0)
        var changed = kept
        // Inside the token, which ends the base64 of the signature.
        let index = changed.count - 40
        changed[index] = changed[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
        try TestFile.write(changed, to: path)
        #expect(try verify(trust, "--at", SampleStore.now).status == 10)
    }
}
