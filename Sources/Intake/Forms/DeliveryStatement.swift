// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Markup
internal import Records

/// What a delivery states about itself, in a form that has room for it.
struct DeliveryStatement {
    /// The code or name of the item.
    var item: String?
    /// The code of the department that delivers.
    var source: String?
    /// The day up to which it states to be complete.
    var through: CivilDay?
    /// The domains that it states to be for.
    var domains: [String] = []

    /// Nothing.
    init() {}

    /// What the attributes of a delivery's root element say.
    init(_ attributes: [Attribute], line: Int) throws(IntakeError) {
        for attribute in attributes where attribute.name.namespace.isEmpty {
            switch attribute.name.local {
            case "item": item = attribute.value
            case "source": source = attribute.value
            case "domains": domains = attribute.value.split(separator: ",").map(String.init)
            case "through":
                guard let day = CivilDay(attribute.value) else {
                    throw IntakeError(.through, "line \(line): through=\"\(attribute.value)\" is no day (YYYY-MM-DD)")
                }
                through = day
            default:
                throw IntakeError(.format, "line \(line): a delivery has no attribute \(attribute.name)")
            }
        }
    }

    /// What the operator says, completed by this.
    ///
    /// - Throws: `contradiction` if both say something and it is not the same.
    func completing(_ options: ImportOptions) throws(IntakeError) -> ImportOptions {
        var options = options
        options.item = try Self.join("--item", options.item, item) { Spelling.normalize($0) == Spelling.normalize($1) }
        options.source = try Self.join("--source", options.source, source) {
            Spelling.normalize($0) == Spelling.normalize($1)
        }
        options.through = try Self.join("--through", options.through, through, by: ==)
        if options.domains.isEmpty { options.domains = domains }
        guard domains.isEmpty || options.domains == domains else {
            throw Self.contradiction(
                "--domains", options.domains.joined(separator: ","), domains.joined(separator: ","))
        }
        return options
    }

    private static func join<Value>(
        _ name: String, _ given: Value?, _ stated: Value?, by isEqual: (Value, Value) -> Bool
    ) throws(IntakeError) -> Value? {
        guard let stated else { return given }
        guard let given else { return stated }
        guard isEqual(given, stated) else { throw contradiction(name, "\(given)", "\(stated)") }
        return given
    }

    private static func contradiction(_ name: String, _ given: String, _ stated: String) -> IntakeError {
        IntakeError(
            .contradiction, "\(name) says \(given), the delivery itself \(stated)",
            hint: "leave \(name) out, or have the delivery put right")
    }
}
