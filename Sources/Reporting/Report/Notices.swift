// SPDX-License-Identifier: Apache-2.0

internal import Records

/// The notices (报告说明) that belong to the signed data.
enum Notices {
    static func texts(_ policy: Policy, subjects: Report.SubjectRange?) -> [String] {
        var texts = texts(policy)
        if let subjects {
            texts.insert(
                "本报告涉及 \(subjects.count) 个主体，各主体的查询结果分别列示；任一主体的结果不适用于其他主体。"
                    + (subjects.hasBranches ? "分支机构、子公司以数据截止时间登记信息载明的隶属关系为准。" : ""),
                at: 1)
            if let text = permission(subjects.permission) { texts.insert(text, at: 2) }
        }
        return texts
    }

    /// Whose records of the permission 授权查询 the report may show, where these are not all subjects'.
    private static func permission(_ permission: Report.SubjectRange.Permission) -> String? {
        guard permission.isLimited else { return nil }
        let rest = "主体的授权查询信息须经各该主体授权，本报告只计数、不列示。"
        if permission.grounds.isEmpty { return "申请所载的授权无效，各" + rest }
        return "授权查询的信息只列示以下主体的：" + permission.grounds.joined(separator: "、") + "；其他" + rest
    }

    private static func texts(_ policy: Policy) -> [String] {
        let consequences =
            policy.consequences.isEmpty
            ? [] : ["名单信息旁所列惩戒措施限于所用失信惩戒措施清单的内容，由实施主体依法决定是否采取；本报告不作出任何惩戒决定。"]
        return [
            "本报告依据各数据来源单位归集的公共信用信息生成，只反映报告期内、所查领域、截至数据截止时间的情况；信息由数据来源单位负责。上级领域的条数包含其下级领域。",
            "“未查见”是指在上述范围内没有查见应当列示或者计数的信息，不是对主体经营活动的评价。",
            "“数据未更新至今”是指有数据来源单位没有按时报送，不能据此认为没有信息。",
            "“另有 n 条须授权查询”是指有信息因使用权限没有列示；“待核”是指来源数据有误、尚待核实；“领域不明”是指信息所属领域尚未确定。",
            "“来源不一致”是指来源单位报送的关键内容不同，所列为原决定机关或最近报送的内容；“日期不明”是指决定日期缺失或无法识别；“异议处理中”是指异议尚未办结，不影响列示。",
        ] + consequences + [
            policy.objectionChannel,
            policy.repairChannel,
            "本报告的真伪、内容和效力，可凭报告编号和核验码或者扫描二维码查验。",
        ]
    }
}
