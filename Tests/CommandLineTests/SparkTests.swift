// SPDX-License-Identifier: Apache-2.0

import Bytes
import TestSupport
import Testing

/// `batch --stdin` under Spark, as docs/scale-out.md shows it.
@Suite struct SparkTests {
    @Test(.timeLimit(.minutes(5))) func sparkGetsTheHashesOfTheRound() throws {
        let round = try RoundCase()
        let path = Repository.path("Samples/round/round.json")
        let script = """
            import json, sys
            from pyspark.sql import SparkSession
            path, command = sys.argv[1:]
            round = json.load(open(path))
            requests = [json.dumps({
                "id": index + 1, "subject": bidder["code"], "name": bidder["name"], "requester": "third-party",
                "requesterName": round["tenderingUnit"], "purpose": round["purpose"], "from": round["period"]["from"],
                "to": round["period"]["to"], "round": {name: round[name] for name in ("id", "project", "lot")},
                "at": round["instant"]}, ensure_ascii=False) for index, bidder in enumerate(round["bidders"])]
            spark = (SparkSession.builder.master("local-cluster[2,1,1024]").config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1").getOrCreate())
            for answer in spark.sparkContext.parallelize(requests, 2).pipe(command, checkCode=True).collect():
                print(answer)
            """
        try TestFile.write(Array(script.utf8), to: round.scratch.path("spark.py"))
        let command =
            "\(Program.path) batch --stdin --store \(round.path) --policy bidding --key \(round.store.key) "
            + "--cert \(round.store.certificate) --out \(round.scratch.path("spark")) --jobs 1"
        let result = try Tool.run(
            "python3", [round.scratch.path("spark.py"), path, command],
            environment: ["CREDITREPORT_HOME=" + Repository.root, "PYSPARK_PYTHON=python3", "PYTHONIOENCODING=utf-8"])
        #expect(result.status == 0, "\(result.errorText.suffix(2000))")
        let answers = try result.output.split(separator: 0x0A).map { try JSONReader.read($0) }
        #expect(answers.count == 25)

        let whole = try round.batch(path, store: try round.freshStore("other"))
        #expect(whole.status == 3)
        let manifest = try round.lines("out/manifest.jsonl").dropFirst().dropLast()
        #expect(answers.map { $0["id"]?.integer } == manifest.map { $0["bidder"]?.integer })
        #expect(answers.map { $0["hash"]?.string } == manifest.map { $0["hash"]?.string })
        #expect(manifest.compactMap { $0["hash"] }.count == 22)
    }
}
