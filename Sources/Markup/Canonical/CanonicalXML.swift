// SPDX-License-Identifier: Apache-2.0

/// The one spelling that a document may have.
public enum CanonicalXML {
    /// The root element of a file that is spelled exactly as `CanonicalWriter` would write it.
    ///
    /// Comments, CDATA sections, another order of attributes, unused declarations, white space in tags and whatever
    /// else canonicalisation would pass over are errors here, so that every reader sees the same document in the bytes.
    ///
    /// - Throws: `MarkupError`; with the code `notCanonical` at the first byte that differs.
    public static func read(_ file: [UInt8], limits: XMLLimits = XMLLimits()) throws(MarkupError) -> Element {
        if let tree = CanonicalScan.read(file, limits: limits) { return tree.root.element }
        return try readAndCompare(file, limits: limits)
    }

    /// The same as `read`, as a tree that takes no string out of the file before it is asked for.
    public static func tree(
        _ file: [UInt8], limits: XMLLimits = XMLLimits()
    ) throws(MarkupError) -> ElementTree {
        if let tree = CanonicalScan.read(file, limits: limits) { return tree }
        return ElementTree(try readAndCompare(file, limits: limits))
    }

    /// The same as `read`, for every file by way of libxml2 and the writer: what the fast way is held against.
    package static func readAndCompare(
        _ file: [UInt8], limits: XMLLimits = XMLLimits()
    ) throws(MarkupError) -> Element {
        let root = try XMLReader(comments: .refused, limits: limits).read(file)
        let written = try CanonicalWriter.bytes(of: root, capacity: file.count + 64)
        guard written == file else {
            let offset = zip(written, file).prefix { $0 == $1 }.reduce(0) { count, _ in count + 1 }
            throw MarkupError(
                .notCanonical, "the file is not in canonical form, which first differs at byte \(offset)",
                at: Locator.position(of: offset, in: file))
        }
        return root
    }

    /// The exclusive canonical form, standing alone, of an element that takes its default namespace from around it.
    ///
    /// The bytes are those of an element without prefix in a canonical file, where `namespace` is the default
    /// namespace of its parent; the only difference is that the start tag declares it. Nothing else that is declared
    /// outside may be used inside, which holds for every file that uses no prefix but `xml`.
    ///
    /// - Returns: nil if the bytes do not begin with a start tag without prefix and without declaration.
    public static func standalone(_ element: ArraySlice<UInt8>, in namespace: String) -> [UInt8]? {
        guard let split = endOfName(element), !element[split...].starts(with: " xmlns=".utf8) else { return nil }
        let declaration = Array(" xmlns=\"\(namespace)\"".utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(element.count + declaration.count)
        bytes += element[..<split]
        bytes += declaration
        bytes += element[split...]
        return bytes
    }

    /// The bytes of an element inside a canonical file, from its form standing alone; undoes `standalone`.
    ///
    /// - Returns: nil if the start tag does not declare `namespace` first.
    public static func embedded(_ element: [UInt8], in namespace: String) -> [UInt8]? {
        let declaration = Array(" xmlns=\"\(namespace)\"".utf8)
        guard let split = endOfName(element[...]), element[split...].starts(with: declaration) else { return nil }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(element.count)
        bytes += element[..<split]
        bytes += element[(split + declaration.count)...]
        return bytes
    }

    /// The end of a name without prefix that follows "<".
    private static func endOfName(_ element: ArraySlice<UInt8>) -> Int? {
        guard element.first == UInt8(ascii: "<") else { return nil }
        let name = element.dropFirst().prefix {
            $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/")
        }
        guard !name.isEmpty, !name.contains(UInt8(ascii: ":")), name.endIndex < element.endIndex else { return nil }
        return name.endIndex
    }
}
