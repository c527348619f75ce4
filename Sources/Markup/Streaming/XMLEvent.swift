// SPDX-License-Identifier: Apache-2.0

/// What a stream of XML gives, one after the other.
public enum XMLEvent: Sendable, Hashable {
    /// A start tag, with the place where it begins; of a tag that is longer than a piece, a place within it or before.
    /// An empty element gives start and end.
    case start(Name, [Attribute], Position)
    /// All characters between two tags, references resolved.
    case text(String)
    /// An end tag.
    case end(Name)
}

extension [Attribute] {
    /// The value of the attribute of that name in no namespace; nil if it is not there.
    public func value(_ local: String) -> String? {
        value(local, namespace: "")
    }

    /// The value of the attribute of that name and namespace; nil if it is not there.
    public func value(_ local: String, namespace: String) -> String? {
        for attribute in self where attribute.name.local == local && attribute.name.namespace == namespace {
            return attribute.value
        }
        return nil
    }
}
