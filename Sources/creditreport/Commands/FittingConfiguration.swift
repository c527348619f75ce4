// SPDX-License-Identifier: Apache-2.0

import RecordStore
import Records

/// The catalogue, the list of measures and the policies that would be in use together: they come into use only if each
/// fits the others.
struct FittingConfiguration {
    var catalog: Catalog
    var measures: MeasureList?
    var policies: [Policy]

    /// The files given.
    init(catalog: Catalog, measures: MeasureList?, policies: [Policy]) {
        self.catalog = catalog
        self.measures = measures
        self.policies = policies
    }

    /// The files in use in a store.
    init(of store: RecordStore) throws {
        let configuration = try store.snapshot().configuration()
        catalog = try Catalog.read(configuration.catalog.bytes)
        measures = try configuration.measures.map { try MeasureList.read($0.bytes) }
        policies = try configuration.policies.map { try Policy.read($0.bytes) }
    }

    /// Checks that they fit each other; every fault of a policy says which one it is about.
    func check() throws(RecordsError) {
        try measures?.validate(against: catalog)
        for policy in policies {
            do throws(RecordsError) {
                try policy.validate(against: catalog, measures: measures)
            } catch {
                throw RecordsError(
                    faults: error.faults.map { fault in
                        let path = ["policy \(policy.id) \(policy.version)", fault.path].filter { !$0.isEmpty }
                        return RecordsError.Fault(
                            code: fault.code, path: path.joined(separator: ": "), message: fault.message,
                            hint: fault.hint)
                    })
            }
        }
    }
}
