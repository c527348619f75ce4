// SPDX-License-Identifier: Apache-2.0

/// The name of an element or an attribute: the prefix as written, and the namespace that it stands for.
///
/// "Namespaces in XML 1.0" (W3C). Two names with different prefixes are different here, because bytes are what is
/// signed; compare `local` and `namespace` where only the meaning counts.
public struct Name: Sendable, Hashable, CustomStringConvertible {
    /// The namespace of the prefix `xml`, which needs no declaration.
    public static let xmlNamespace = "http://www.w3.org/XML/1998/namespace"

    /// The part before the colon; empty if there is none.
    public let prefix: String
    /// The part after the colon, or the whole.
    public let local: String
    /// The namespace name (a URI); empty if the name is in no namespace.
    public let namespace: String

    /// A name as given; without a namespace and a prefix unless they are named.
    ///
    /// - Precondition: a prefix has a namespace, and the local part is not empty.
    public init(_ local: String, namespace: String = "", prefix: String = "") {
        precondition(!local.isEmpty && (prefix.isEmpty || !namespace.isEmpty))
        self.prefix = prefix
        self.local = local
        self.namespace = namespace
    }

    /// A name with the prefix `xml`, such as `xml:id`.
    public static func xml(_ local: String) -> Name {
        Name(local, namespace: xmlNamespace, prefix: "xml")
    }

    /// The name as it is written: "local" or "prefix:local".
    public var description: String {
        prefix.isEmpty ? local : prefix + ":" + local
    }
}

/// An attribute with its value as the application sees it, references resolved.
public struct Attribute: Sendable, Hashable {
    /// The name; without a prefix it is in no namespace.
    public var name: Name
    /// The value.
    public var value: String

    /// An attribute as given.
    public init(_ name: Name, _ value: String) {
        self.name = name
        self.value = value
    }

    /// An attribute in no namespace.
    public init(_ local: String, _ value: String) {
        self.init(Name(local), value)
    }
}
