// SPDX-License-Identifier: Apache-2.0

/// A schema as a table, by which a tree that is at hand is held without libxml2.
///
/// It says of a tree that it is surely valid, or nothing: it neither refuses nor words a fault, which is left to libxml2.
/// It knows the few parts of XML Schema of which the report's own schema is made: named elements and types, sequences of
/// elements and of choices between elements, and the simple types of `SimpleType`; a schema of anything else has no table.
struct PlainSchema: Sendable {
    /// Elements of which one stands at a place, and how often.
    struct Particle: Sendable {
        var choices: [Declaration]
        var least: Int
        var most: Int
    }

    /// An element and the place of its type.
    struct Declaration: Sendable {
        var local: String
        var type: Int
    }

    /// What an element may hold.
    enum ContentType: Sendable {
        /// Text alone, without attributes.
        case simple(SimpleType)
        /// Elements alone; with attributes of the prefix `xml`, whatever they are, or none.
        case sequence([Particle], admitsXMLAttributes: Bool)
    }

    let namespace: String
    let roots: [Declaration]
    let types: [ContentType]

    /// Whether a tree is surely valid. If not, it may be valid or not.
    ///
    /// A sequence is taken greedily: what that accepts is accepted by the content model, of which XML Schema demands that
    /// no element could stand for two of its parts.
    func admits(_ root: borrowing Element) -> Bool {
        let name = root.name
        guard Self.isSame(name.namespace, namespace), let type = Self.type(of: name.local, in: roots)
        else { return false }
        return admits(root, type)
    }

    private func admits(_ element: borrowing Element, _ type: Int) -> Bool {
        switch types[type] {
        case .simple(let simple):
            guard element.attributes.isEmpty, element.children.count <= 1 else { return false }
            guard !element.children.isEmpty else { return simple.admits("") }
            guard case .text(let text) = element.children[0] else { return false }
            return simple.admits(text)
        case .sequence(let particles, let admitsXMLAttributes):
            guard
                element.attributes.isEmpty
                    || admitsXMLAttributes && element.attributes.allSatisfy({ $0.name.namespace == Name.xmlNamespace })
            else { return false }
            return admits(element.children, particles, in: element.name.namespace)
        }
    }

    /// - Parameter spelled: the namespace as the parent has it, whose text most children share with it.
    private func admits(_ children: [Node], _ particles: [Particle], in spelled: String) -> Bool {
        var index = 0
        for place in particles.indices {
            var count = 0
            while index < children.count, count < particles[place].most {
                guard case .element(let child) = children[index] else { return false }
                guard let type = Self.type(of: child.name.local, in: particles[place].choices) else { break }
                guard Self.isSame(child.name.namespace, spelled), admits(child, type) else { return false }
                index += 1
                count += 1
            }
            guard count >= particles[place].least else { return false }
        }
        return index == children.count
    }

    private static func type(of local: String, in choices: [Declaration]) -> Int? {
        for place in choices.indices where isSame(local, choices[place].local) { return choices[place].type }
        return nil
    }

    /// Whether two names are one, byte for byte. The second is ASCII: characters that Swift takes for the same as
    /// one of ASCII have more bytes.
    private static func isSame(_ found: String, _ named: String) -> Bool {
        found == named && found.utf8.count == named.utf8.count
    }
}
