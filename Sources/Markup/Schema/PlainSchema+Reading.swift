// SPDX-License-Identifier: Apache-2.0

extension PlainSchema {
    private static let schemaNamespace = "http://www.w3.org/2001/XMLSchema"

    /// The table of a schema that libxml2 has compiled; nil if it holds anything that the table does not know.
    ///
    /// A type without prefix is one of the schema's own: its namespace is the default one in the file.
    init?(_ schema: Element) {
        guard schema.name.local == "schema", schema.name.namespace == Self.schemaNamespace,
            let attributes = Self.attributes(of: schema, ["targetNamespace", "elementFormDefault", "version"]),
            let target = attributes["targetNamespace"], target.utf8.allSatisfy({ $0 < 128 }),
            attributes["elementFormDefault"] == "qualified"
        else { return nil }
        var reading = Reading()
        var roots: [(local: String, type: String)] = []
        for part in schema.elements {
            switch part.name.local {
            case "element":
                guard let attributes = Self.attributes(of: part, ["name", "type"]), part.elements.isEmpty,
                    let name = attributes["name"], NameTable.isName(name), let type = attributes["type"]
                else { return nil }
                roots.append((name, type))
            case "complexType", "simpleType":
                guard let name = part.attribute("name") else { return nil }
                let place = reading.place(of: name)
                guard let type = reading.type(part, named: true) else { return nil }
                reading.types[place] = type
            default: return nil
            }
        }
        namespace = target
        self.roots = roots.map { Declaration(name: reading.number(of: $0.local), type: reading.place(of: $0.type)) }
        let types = reading.types.compactMap { $0 }
        guard types.count == reading.types.count else { return nil }
        self.types = types
        simpleTypes = reading.simpleTypes
        particles = reading.particles
        declarations = reading.declarations
        names = reading.names
    }

    /// The attributes of a part of a schema; nil if it is of another namespace or has others than those that are known.
    fileprivate static func attributes(of element: Element, _ known: [String]) -> [String: String]? {
        guard element.name.namespace == schemaNamespace,
            element.attributes.allSatisfy({ $0.name.namespace.isEmpty && known.contains($0.name.local) })
        else { return nil }
        return Dictionary(uniqueKeysWithValues: element.attributes.map { ($0.name.local, $0.value) })
    }

    /// The types of a schema on their way into a table.
    private struct Reading {
        /// Those that have a place; nil until their definition was read.
        var types: [ContentType?] = []
        private(set) var simpleTypes: [SimpleType] = []
        private(set) var particles: [Particle] = []
        private(set) var declarations: [Declaration] = []
        private(set) var names: [String: Int] = [:]
        private var places: [String: Int] = [:]

        /// The number of an element's name.
        mutating func number(of name: String) -> Int {
            if let number = names[name] { return number }
            names[name] = names.count
            return names.count - 1
        }

        mutating func place(of name: String) -> Int {
            if let place = places[name] { return place }
            places[name] = types.count
            types.append(nil)
            return types.count - 1
        }

        mutating func type(_ element: Element, named: Bool) -> ContentType? {
            guard attributes(of: element, named ? ["name"] : []) != nil else { return nil }
            switch element.name.local {
            case "simpleType":
                guard let type = simpleType(element) else { return nil }
                simpleTypes.append(type)
                return .simple(simpleTypes.count - 1)
            case "complexType": return complexType(element)
            default: return nil
            }
        }

        private mutating func complexType(_ element: Element) -> ContentType? {
            let parts = element.elements
            guard let sequence = parts.first, sequence.name.local == "sequence",
                attributes(of: sequence, []) != nil, parts.count <= 2
            else { return nil }
            if parts.count == 2 {
                guard parts[1].name.local == "anyAttribute", parts[1].elements.isEmpty,
                    let any = attributes(of: parts[1], ["namespace", "processContents"]),
                    any["namespace"] == Name.xmlNamespace, any["processContents"] == "skip"
                else { return nil }
            }
            // The types of its elements may have sequences of their own, so that its own stand behind those.
            var own: [Particle] = []
            for part in sequence.elements {
                guard let particle = particle(part) else { return nil }
                own.append(particle)
            }
            let first = particles.count
            particles += own
            return .sequence(first..<particles.count, admitsXMLAttributes: parts.count == 2)
        }

        private mutating func particle(_ element: Element) -> Particle? {
            switch element.name.local {
            case "element":
                let written = element.attribute("maxOccurs")
                guard let declaration = declaration(element, ["minOccurs", "maxOccurs"]),
                    let least = Int(element.attribute("minOccurs") ?? "1"),
                    let most = written == "unbounded" ? Int.max : Int(written ?? "1")
                else { return nil }
                return Particle(choices: add([declaration]), least: least, most: most)
            case "choice":
                guard attributes(of: element, []) != nil else { return nil }
                var choices: [Declaration] = []
                for part in element.elements {
                    guard let declaration = declaration(part, []) else { return nil }
                    choices.append(declaration)
                }
                return Particle(choices: add(choices), least: 1, most: 1)
            default: return nil
            }
        }

        private mutating func add(_ choices: [Declaration]) -> Range<Int> {
            declarations += choices
            return declarations.count - choices.count..<declarations.count
        }

        private mutating func declaration(_ element: Element, _ known: [String]) -> Declaration? {
            guard element.name.local == "element", let attributes = attributes(of: element, known + ["name", "type"]),
                let name = attributes["name"], NameTable.isName(name)
            else { return nil }
            if let type = attributes["type"] {
                guard element.elements.isEmpty else { return nil }
                return Declaration(name: number(of: name), type: place(of: type))
            }
            guard element.elements.count == 1, let type = type(element.elements[0], named: false) else { return nil }
            types.append(type)
            return Declaration(name: number(of: name), type: types.count - 1)
        }

        private func simpleType(_ element: Element) -> SimpleType? {
            guard element.elements.count == 1, let restriction = element.elements.first,
                restriction.name.local == "restriction",
                let name = attributes(of: restriction, ["base"])?["base"], name.hasPrefix("xs:"),
                let base = SimpleType.Base(rawValue: String(name.dropFirst(3)))
            else { return nil }
            var type = SimpleType(base: base)
            for facet in restriction.elements {
                guard let value = attributes(of: facet, ["value"])?["value"], facet.elements.isEmpty else { return nil }
                switch facet.name.local {
                case "minLength":
                    guard let least = Int(value), least <= type.length.upperBound else { return nil }
                    type.length = least...type.length.upperBound
                case "maxLength":
                    guard let most = Int(value), most >= type.length.lowerBound else { return nil }
                    type.length = type.length.lowerBound...most
                case "enumeration": type.values.append(Array(value.utf8))
                case "pattern":
                    guard type.pattern == nil, let pattern = TextPattern(value) else { return nil }
                    type.pattern = pattern
                default: return nil
                }
            }
            return type
        }
    }
}
