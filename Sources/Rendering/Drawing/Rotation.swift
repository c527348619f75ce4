// SPDX-License-Identifier: Apache-2.0

/// A turn about the origin in whole numbers, so that it is the same on every machine.
struct Rotation {
    /// One, as ``cosine`` and ``sine`` are scaled.
    static let one = 1 << 30

    /// The cosine, in 1/2^30.
    let cosine: Int
    /// The sine, in 1/2^30.
    let sine: Int

    /// A turn by an angle in thousandths of a degree, clockwise where y grows downwards.
    init(thousandths angle: Int) {
        var rest = angle % 360_000
        if rest < 0 { rest += 360_000 }
        let quarter = rest / 90_000
        let (cosine, sine) = Self.series(rest % 90_000)
        switch quarter {
        case 0: (self.cosine, self.sine) = (cosine, sine)
        case 1: (self.cosine, self.sine) = (-sine, cosine)
        case 2: (self.cosine, self.sine) = (-cosine, -sine)
        default: (self.cosine, self.sine) = (sine, -cosine)
        }
    }

    /// A place after the turn.
    func turned(_ x: Int, _ y: Int) -> (x: Int, y: Int) {
        (Self.rounded(x * cosine - y * sine), Self.rounded(x * sine + y * cosine))
    }

    private static func rounded(_ value: Int) -> Int {
        (value + one / 2) >> 30
    }

    /// Cosine and sine of an angle below 90 degrees, by their power series.
    private static func series(_ angle: Int) -> (cosine: Int, sine: Int) {
        // Pi / 180,000 in 1/2^46 keeps every step exact to 2^-30.
        let radians = (angle * 1_228_166_276 + 1 << 15) >> 16
        var cosine = 0
        var sine = 0
        var term = one
        var power = 0
        while term != 0 {
            switch power % 4 {
            case 0: cosine += term
            case 1: sine += term
            case 2: cosine -= term
            default: sine -= term
            }
            power += 1
            term = ((term * radians) >> 30) / power
        }
        return (cosine, sine)
    }
}
