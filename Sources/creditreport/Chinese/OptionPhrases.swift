// SPDX-License-Identifier: Apache-2.0

extension Phrase {
    /// What the options of the commands do that ask for reports, issue and verify them.
    static let reportOptions: KeyValuePairs = [
        // Every command
        "the store (default: CREDITREPORT_STORE, else ./store; verify asks no store that nobody named)":
            "信息库（默认取 CREDITREPORT_STORE，再取 ./store；verify 只查指定的库）",
        "the language of what is printed (default: the locale's)": "输出的语言（默认随系统语言）",
        "print one line of JSON instead of words": "输出一行 JSON，供程序读取",
        "print this help": "显示本说明",
        "print the versions of the program and its libraries": "显示程序和所用库的版本",
        "when (default: now)": "时点（默认现在）",
        "the moment (default: now)": "时点（默认现在）",
        "why": "理由",
        "in whose name": "以谁的名义",
        "in whose name (default: the issuer of the store's first policy)": "以谁的名义（默认为库中第一份规则的出具单位）",
        "write the comparison there as JSON, XLSX, HTML and PDF": "写到该文件夹：JSON、XLSX、HTML、PDF",
        "write the document there as JSON, XLSX, HTML and PDF": "写到该文件夹：JSON、XLSX、HTML、PDF",
        "a directory of house styles beside the shipped one: DIR/circular/style.css":
            "另加样式的文件夹：DIR/circular/style.css",
        "a directory of fonts beside the shipped ones": "另加字体的文件夹",
        "a further directory of fonts": "另加字体的文件夹",
        "a further directory of fonts, also for rare characters": "另加字体的文件夹，也用于生僻字",
        "a further directory of templates": "另加模板的文件夹",
        "a further directory of templates to draw it again with": "另加模板的文件夹，用于重新绘制",

        // Requests
        "the 统一社会信用代码 of the subject": "主体的统一社会信用代码",
        "the 统一社会信用代码 of the subject; of several, the main one first":
            "主体的统一社会信用代码；多个主体时主要的在前",
        "its name, to be held against the register (with one subject)": "主体名称，与登记信息核对（只限一个主体）",
        "further subjects: a line each, CODE[,NAME[,AUTHORISATION]]": "其他主体的名单：每行一个，代码[,名称[,授权书编号]]",
        "with all their branches and subsidiaries (分支机构、子公司) that the register has":
            "连同登记信息载明的全部分支机构、子公司",
        "the domains (领域) asked for, by code or name (default: all)": "所查领域，代码或者名称（默认全部）",
        "the first day of the period (default: the policy's longest span)": "报告期起日（默认为规则所许的最长时段）",
        "the last day of the period (default: the day of issue)": "报告期止日（默认为出具之日）",
        "self, agency or third-party (default: self)": "申请人：self 本主体、agency 机关、third-party 第三方（默认 self）",
        "who asks": "申请人名称",
        "the document by which the main subject authorises the query": "主要主体授权查询的文书",
        "for what it was given": "授权事项",
        "its first day": "授权起日",
        "its last day": "授权止日",
        "the legal basis for a period longer than the policy's": "报告期超过规则年限的法律依据",
        "the policy to follow (default: the store's first)": "出具规则（默认为库中第一份）",
        "when the report speaks (default: now)": "报告的时点（默认现在）",
        "as the store was at an earlier point of its chain": "按信息库较早的快照",
        "from the store as it was at an earlier point of its chain (default: now)": "按信息库较早的快照（默认现在）",
        "speak of the store as it was at that point of its chain (default: now)": "按信息库较早的快照（默认现在）",
        "what the report is for (用途)": "报告用途",
        "the matter (事项) for which it is used": "使用报告的事项",
        "what the report would be for (用途); changes nothing here": "报告用途；在此不影响结果",
        "of xml, html, pdf (default: all three)": "xml、html、pdf 中的几种（默认三种）",
        "the template of the views (default: standard)": "视图的模板（默认 standard）",
        "where the files go": "文件写入的文件夹",

        // Rounds
        "the round: its number, purpose, period, domains and bidders (JSON)": "批次：编号、用途、报告期、领域、投标人（JSON）",
        "answer requests from standard input instead: a line of JSON each, a line of JSON back":
            "改从标准输入逐行读取 JSON 申请，逐行答复",
        "only say what would be done, and all that is wrong; needs no key": "只说明将要做什么、有哪些错误；不需要密钥",
        "go on with a round that was broken off; one that was not begun is begun": "接着办理中断的批次；尚未开始的则开始",
        "only the share I of N of the bidders, by subject": "只办理 N 份中的第 I 份投标人",
        "put everything into one ZIP archive as well": "另打成一个 ZIP 压缩包",
        "how many reports are made at once, 1 to 64 (default: the processors)": "同时出具几份，1 至 64（默认处理器个数）",
        "the policy to follow (default: the round's, else the store's first)": "出具规则（默认批次所定，再取库中第一份）",
        "when the reports are issued (default: the round's instant, else now)": "出具时点（默认批次所定，再取现在）",
        "where the manifest goes": "清单写入的文件",

        // Verification
        "whom to trust: a trust folder, or certificates (PEM)": "信任谁：信任目录或者证书（PEM）",
        "a signed status list, instead of the issue log of a named store or the list of the trust folder":
            "签名的状态列表，代替信息库的出具登记或者信任目录中的列表",
        "ask about a report by its hash (报告指纹)": "按报告指纹查询",
        "ask about a report by its number, with --code": "按报告编号查询，连同 --code",
        "the verification code (核验码) printed beside the number": "印在编号旁的核验码",
        "the moment of verification (default: now)": "核验时点（默认现在）",
        "the subject that the report must be about": "报告应当关于的主体",
        "the bidding round that it must be for": "报告应当所属的批次",
        "the purpose that it must be for": "报告应当具有的用途",
        "how old it may be": "最多多少天前出具",
        "print one line a file": "每个文件一行",
        "how many files are looked at at once (default: the processors)": "同时核验几个文件（默认处理器个数）",
        "the report that takes its place; it must be registered": "替代它的报告；须已登记",
        "why; verifiers with access to the store are told": "理由；可查信息库的核验人会看到",
        "who decided it": "决定者",
        "from when on: from the report's issue until now (default: now)": "自何时起：报告出具之后、现在之前（默认现在）",
        "the list; an older one there is replaced": "列表文件；已有的旧列表被替换",
        "for how many days it may be relied on (default: 1)": "几天之内可以依据（默认 1）",
        "the moment of which it speaks (default: now)": "列表的时点（默认现在）",
        "a report's XML to show instead of the fictitious ones": "用该报告的 XML 代替虚构的报告",
    ]

    /// What the options of the commands do that keep the store and the desks around it.
    static let deskOptions: KeyValuePairs = [
        // Configuration
        "the version that it is to follow": "它所接替的版本",
        "the moment that the document bears (default: the day of effect of NEW)": "文件所载时点（默认新版本的生效之日）",
        "the version in force on that day (default: the day of the last import)": "该日有效的版本（默认最近一次导入之日）",
        "as of that day (default: the day of the last import)": "截至该日（默认最近一次导入之日）",
        "the catalogue of credit information (公共信用信息目录)": "公共信用信息目录",
        "the table of domains (领域) and the departments that feed them": "领域表，及其数据来源单位",
        "the policy that reports follow unless told otherwise": "未另行指定时的出具规则",
        "the list of measures (失信惩戒措施清单) that policies cite": "规则所引的失信惩戒措施清单",
        "sm2: SM3 throughout, and reports signed under SM2 alone (default: p256)":
            "密码套件；sm2：全部用 SM3，报告只用 SM2 签名（默认 p256）",
        "the store is for real reports: demonstration keys are refused": "正式信息库：拒绝演示密钥",

        // Deliveries
        "the catalogue item, by code or name (default: told from the headings)": "目录项，代码或者名称（默认由列标题识别）",
        "the department that delivers (default: the rows say it)": "报送部门的代码（默认由各行写明）",
        "up to when the department states to be complete": "部门声明报送完整的截止日",
        "the domains that it states the delivery to be for": "部门声明报送所涉的领域",
        "declare it a backfill (补报) of what was decided on those days": "声明为补报，所补为这些日期作出的决定",
        "when it was received (default: now)": "接收时间（默认现在）",
        "write rows that were not accepted (待核) there, for the department to correct": "把待核的行写入该文件，交部门更正",
        "how much memory lines may take before files in the store do (default: 64)":
            "数据行占用内存的上限，超过后改用库中的文件（默认 64）",
        "record that there is nothing to report (零报送); takes no file": "零报送：没有可报的信息；不带文件",
        "whom the row is about, where its own code can't be used": "该行所属主体，用于行内代码不能使用时",
        "why it may be accepted": "收录的理由",
        "when it was accepted (default: now)": "收录时间（默认现在）",
        "what store log --tip printed, noted elsewhere: all of it must still be there":
            "另处保存的 store log --tip 输出，其中各末端须仍在",
        "print only the tips of the chain and of the logs, to be kept elsewhere for store check --tip":
            "只显示导入链和各日志的末端，另处保存后供 store check --tip 使用",
        "the law, with its article; reports on the subject print it": "法律依据及条款；印在该主体的报告上",
        "why it applies; both are kept for good, so neither may name the person":
            "适用的理由；两者都永久保存，不得写出个人姓名",
        "who does it (经办人)": "经办人",

        // Events and repair
        "the department that enters it and answers for it (数据来源单位)": "登记并对其负责的数据来源单位",
        "from when it has effect; of an objection, when it was raised or closed": "生效之日；异议为提出或者办结之日",
        "the document number (文号) of the record": "记录的文号",
        "the catalogue item of the record (default: told from the number)": "记录的目录项（默认由文号判断）",
        "the deciding authority of the record (default: told from the number)": "记录的决定机关（默认由文号判断）",
        "the document on which the event rests": "事件所依据的文书",
        "who decided it (default: the department that enters it)": "决定者（默认登记单位）",
        "the event that is undone, or the objection that is closed": "被取消的事件，或者办结的异议",
        "replace: the item that the record has": "更正后的目录项（replace）",
        "replace: the authority that it has": "更正后的决定机关（replace）",
        "replace: the document number that it has": "更正后的文号（replace）",
        "replace: the subject that it is about": "更正后的主体（replace）",
        "the event's own number (default: made of what it says)": "事件编号（默认由内容生成）",
        "the policy that says who runs the platform (default: the store's first)": "载明平台运行单位的规则（默认库中第一份）",
        "when it is received (default: now)": "收到时间（默认现在）",
        "those on which somebody must act: objections, applications, events that wait or are faulty":
            "须有人办理的：异议、申请、等待中或者有误的事件",
        "those whose term is over": "逾期的",
        "those about a subject": "关于某主体的",
        "those that a department delivered, or that concern a record it decided on": "某部门报送的，或者涉及其所作决定的",
        "the policy that sets the terms (default: the store's first)": "规定期限的规则（默认库中第一份）",
        "as of when (default: now)": "截至何时（默认现在）",
        "who took it in": "受理单位",
        "when it was received": "受理之日",
        "when it was handed the application": "转办之日",
        "the department": "部门",
        "who refused it": "作出不予修复决定的单位",
        "when": "日期",
        "the document and the reason": "文书和理由",
        "who was told": "接到通知的单位",
        "when it is booked (default: now)": "登记时间（默认现在）",

        // Logs
        "all that was issued about a subject": "关于某主体出具的全部报告",
        "reports in force whose finding is another by what was imported after them":
            "有效、但结论因后来导入的信息而改变的报告",
        "affected by what was received then or later (default: after each report)": "受该时点之后收到的信息影响（默认各报告之后）",
        "affected by the import of that number or a later one": "受该批次或者以后的导入影响",
        "affected reports also where their time is over": "也列出已过有效期的受影响报告",
        "the number of the report that was used; without it entries are listed": "所用报告的编号；不写则列出反馈",
        "who used it": "用报告的单位",
        "in which matter (事项)": "用于何事项",
        "basis: it served as one; consequence: a measure was applied; none":
            "结果：basis 作为依据；consequence 采取了措施；none 未使用",
        "of a basis: for what": "作为何事的依据（basis）",
        "of a consequence: the item of the list of measures (失信惩戒措施清单)": "所采取措施在失信惩戒措施清单中的代码（consequence）",
        "when (default: today)": "日期（默认今天）",
        "sum up per agency and matter": "按单位和事项汇总",
        "only what was done in that month": "只限该月",
        "when it is recorded (default: now)": "登记时间（默认现在）",
        "those of a requester": "某申请人的",
        "those for a purpose (用途)": "某用途的",
        "those with that outcome": "该结果的",
        "those from that day on": "自该日起的",
        "those up to that day": "至该日止的",

        // Stewardship
        "2026-11/1 (to the 15th), 2026-11/2, 2026-11, or DAY..DAY": "2026-11/1（上半月）、2026-11/2、2026-11 或者 起日..止日",
        "the department's own count: CSV of 目录项 and 条数, or of 目录项 and 文号": "部门自报数：CSV，列为目录项、条数，或者目录项、文号",
        "working days after the decision until when a delivery is on time (default: 7)":
            "决定之日起几个工作日内报送为及时（默认 7）",
        "record that the sheet is sent, so that it can be answered": "登记对账单已送出，以便答复",
        "when it is sent (default: now)": "送出时间（默认现在）",
        "the number of the sheet": "对账单编号",
        "who answers for the department": "部门答复人",
        "CSV of 目录项, 文号, 答复 (一致, 异议, 将补报 or 将更正) and 说明":
            "CSV，列为目录项、文号、答复（一致、异议、将补报、将更正）、说明",
        "the department acknowledges the sheet (确认), which closes the loop": "部门确认对账单，对账完成",
        "of an acknowledgement: in the department's words": "确认时部门的说明",
        "those that are not acknowledged": "尚未确认的",
        "those of a department": "某部门的",
        "one sheet, with all answers": "一份对账单及其全部答复",
        "the month": "月份",
        "above what 迟报率 a unit is named (default: 50)": "迟报率超过多少即点名（默认 50）",
        "the names of 行政区划 (default: their codes stand for them)": "行政区划名称（默认只写代码）",
        "matters that agencies handled: CSV or XLSX of 机关, 事项, 主体代码 and 日期 (逢报必查)":
            "机关办理的事项（逢报必查）：CSV 或者 XLSX，列为机关、事项、主体代码、日期",
        "how many days before a matter a query counts for it (default: 30)": "办理之前几天内的查询计入（默认 30）",
        "count logs up to then (default: all of them; with --snapshot up to that snapshot's last import)":
            "日志计至该时点（默认全部；有 --snapshot 时计至该快照的最近一次导入）",
    ]
}
