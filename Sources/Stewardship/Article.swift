// SPDX-License-Identifier: Apache-2.0

/// The articles of the seed document (内发改财金字〔2024〕920号) that parts of the loop serve, as documents cite them.
enum Article {
    private static let document = "内发改财金字〔2024〕920号"

    /// The catalogue (编制公共信用信息目录).
    static let catalogue = document + "，一"
    /// Backfill (历史信息补报).
    static let backfill = document + "，二"
    /// Reconciliation (对账).
    static let reconciliation = document + "，三"
    /// Assessment (评估通报).
    static let assessment = document + "，六"
    /// Use (逢报必查、结果反馈).
    static let use = document + "，八"
    /// Sanctions (失信惩戒).
    static let sanctions = document + "，九"
    /// Repair and objections (信用修复、异议).
    static let repair = document + "，十"
    /// Responsibilities (共享责任清单).
    static let responsibilities = document + "，十一"
}
