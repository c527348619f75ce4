// SPDX-License-Identifier: Apache-2.0

/// A schema as a table, by which a tree that is at hand is held without libxml2.
///
/// It says of a tree that it is surely valid, or nothing: it neither refuses nor words a fault, which is left to libxml2.
/// It knows the few parts of XML Schema of which the report's own schema is made: named elements and types, sequences of
/// elements and of choices between elements, and the simple types of `SimpleType`; a schema of anything else has no table.
struct PlainSchema: Sendable {
    /// Elements of which one stands at a place, and how often.
    struct Particle: Sendable {
        var choices: Range<Int>
        var least: Int
        var most: Int
    }

    /// An element, by the number of its name, and the place of its type.
    struct Declaration: Sendable {
        var name: Int
        var type: Int
    }

    /// What an element may hold.
    enum ContentType: Sendable {
        /// Text alone, without attributes: the place of its type.
        case simple(Int)
        /// Elements alone; with attributes of the prefix `xml`, whatever they are, or none.
        case sequence(Range<Int>, admitsXMLAttributes: Bool)
    }

    let namespace: String
    let roots: [Declaration]
    let types: [ContentType]
    let simpleTypes: [SimpleType]
    let particles: [Particle]
    let declarations: [Declaration]
    /// The numbers of the names that elements have.
    let names: [String: Int]

    /// Whether a tree is surely valid. If not, it may be valid or not.
    ///
    /// A sequence is taken greedily: what that accepts is accepted by the content model, of which XML Schema demands that
    /// no element could stand for two of its parts.
    func admits(_ element: TreeElement) -> Bool {
        let tree = element.tree
        let numbers = tree.names.map { name -> Int in
            guard Self.isSame(name.namespace, namespace), let number = names[name.local],
                // Characters that Swift takes for the same as one of ASCII have more bytes.
                name.local.utf8.allSatisfy({ $0 < 0x80 })
            else { return Self.unknown }
            return number
        }
        guard let root = roots.first(where: { $0.name == numbers[tree.nameIndex(of: element.place)] })
        else { return false }
        return admits(element.place, root.type, in: tree, numbers)
    }

    private static let unknown = -1

    private func admits(_ place: Int, _ type: Int, in tree: ElementTree, _ numbers: [Int]) -> Bool {
        switch types[type] {
        case .simple(let simple):
            return tree.nodes[place].attributeCount == 0 && tree.holdsText(place)
                && tree.withText(of: place) { simpleTypes.span[simple].admits($0) }
        case .sequence(let particles, let admitsXMLAttributes):
            guard
                tree.nodes[place].attributeCount == 0
                    || admitsXMLAttributes
                        && tree.attributes(of: tree.nodes[place]).allSatisfy({
                            $0.name.namespace == Name.xmlNamespace
                        })
            else { return false }
            return admits(childrenOf: place, particles, in: tree, numbers)
        }
    }

    private func admits(
        childrenOf place: Int, _ parts: Range<Int>, in tree: ElementTree, _ numbers: [Int]
    ) -> Bool {
        let end = tree.end(of: place)
        // A text alone is no node of its own.
        guard end > place + 1 || tree.isEmpty(place) else { return false }
        var child = place + 1
        for part in parts {
            let particle = particles[part]
            var count = 0
            while child < end, count < particle.most {
                guard !tree.isText(child) else { return false }
                guard let type = type(of: numbers[tree.nameIndex(of: child)], in: particle.choices) else { break }
                guard admits(child, type, in: tree, numbers) else { return false }
                child = tree.end(of: child)
                count += 1
            }
            guard count >= particle.least else { return false }
        }
        return child == end
    }

    private func type(of name: Int, in choices: Range<Int>) -> Int? {
        for place in choices where declarations[place].name == name { return declarations[place].type }
        return nil
    }

    /// Whether two names are one, byte for byte. The second is ASCII: characters that Swift takes for the same as
    /// one of ASCII have more bytes.
    private static func isSame(_ found: String, _ named: String) -> Bool {
        found == named && found.utf8.count == named.utf8.count
    }
}
