// SPDX-License-Identifier: Apache-2.0

import Stewardship
import Testing

@Suite struct NumberSeriesTests {
    @Test(arguments: [
        ("蒙环罚〔2025〕12号", "蒙环罚〔2025〕", 2025, 12), ("蒙环罚(2025)第7号", "蒙环罚(2025)", 2025, 7),
        ("A〔2024〕000123", "A〔2024〕", 2024, 123),
    ])
    func aNumberIsAMemberOfItsSeries(_ text: String, _ series: String, _ year: Int, _ number: Int) throws {
        let member = try #require(NumberSeries.Member(text))
        #expect(member.series == series && member.year == year && member.number == number)
    }

    @Test(arguments: [
        "", "12号", "蒙环罚〔25〕1号", "蒙环罚〔2025〕号", "蒙环罚〔2025〕1-2号", "蒙环罚〔2025〕1234567号", "蒙环罚2025〕1号", "〔2025〕0号",
    ])
    func whatHasNoSeriesHasNone(_ text: String) {
        #expect(NumberSeries.Member(text) == nil)
    }

    /// Against a set, over random members; the seed is printed by the failing expectation.
    @Test(arguments: [1, 7, 63, 64, 65, 1000])
    func holesAreWhatASetLacks(_ top: Int) {
        var state = UInt64(top) &* 0x9E37_79B9_7F4A_7C15
        var series = NumberSeries()
        var known: Set<Int> = []
        for _ in 0..<top {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let number = Int(state >> 33) % top + 1
            series.insert(number)
            known.insert(number)
        }
        let last = known.max() ?? 0
        #expect(series.last == last && series.count == known.count && series.first == known.min())
        let first = known.min() ?? 1
        #expect(series.missing == last - first + 1 - known.count)
        let holes = series.holes(atMost: .max).flatMap { Array($0) }
        #expect(holes == (first...last).filter { !known.contains($0) }, "seed \(top)")
        #expect(series.beginning == (first == 1 ? nil : 1...(first - 1)))
    }

    @Test func whatLiesBeforeTheFirstNumberIsNoHole() {
        var series = NumberSeries()
        #expect(series.missing == 0 && series.beginning == nil && series.holes(atMost: 1).isEmpty)
        for number in [131, 128, 130] { series.insert(number) }
        #expect(series.first == 128 && series.last == 131 && series.missing == 1)
        #expect(series.holes(atMost: 5) == [129...129])
        #expect(series.beginning == 1...127)
        // The beginning is known as soon as somebody delivers it.
        series.insert(1)
        #expect(series.beginning == nil && series.missing == 127)
        #expect(series.holes(atMost: 5) == [2...127, 129...129])
    }
}
