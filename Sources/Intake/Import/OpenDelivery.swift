// SPDX-License-Identifier: Apache-2.0

internal import Bytes
internal import Cryptography
internal import Records

/// A delivery whose headings were understood and whose rows have not been read.
struct OpenDelivery {
    let rows: any RowSource
    let item: CatalogItem
    var map: HeadingMap
    /// What the operator and the delivery itself say about it.
    let options: ImportOptions

    /// Opens a delivery.
    ///
    /// - Parameters:
    ///   - notUTF8At: where the file was found to be no UTF-8.
    ///   - algorithm: the hash function of the store.
    init(
        _ origin: TextStream.Origin, notUTF8At: Int?, _ algorithm: DigestAlgorithm, catalog: Catalog,
        options: ImportOptions
    ) throws(IntakeError) {
        rows = try openRowSource(
            origin, notUTF8At: notUTF8At, algorithm, HeadingRecognition(catalog: catalog, named: options.item))
        let options = try rows.statement.completing(options)
        self.options = options
        item = try Self.item(of: rows, named: options.item, in: catalog)
        map = try HeadingMap(rows.headings, item: item)
    }

    /// Where the file turned out to be no UTF-8 after all, so that it must be read again as GB 18030.
    var turnedOutNotUTF8At: Int? { rows.encoding == .utf8 ? rows.notUTF8At : nil }

    private static func item(
        of rows: any RowSource, named: String?, in catalog: Catalog
    ) throws(IntakeError) -> CatalogItem {
        do throws(IntakeError) {
            return try HeadingMap.item(for: rows.headings, named: named, in: catalog)
        } catch {
            guard error.code == .headings, let place = rows.notUTF8At else { throw error }
            // UTF-8 with one damaged character reads as GB 18030, into other headings.
            throw IntakeError(
                .headings, error.message,
                hint: "the file was read as GB 18030, for byte \(place) is no UTF-8: was it meant as UTF-8?")
        }
    }
}
