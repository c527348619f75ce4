// SPDX-License-Identifier: Apache-2.0

extension Phrase {
    /// What to do.
    static let hints: KeyValuePairs = [
        // Words
        "did you mean {}?": "是否应为 {}？",
        "creditreport {} --help lists the options": "creditreport {} --help 列出各选项",
        "creditreport --help lists the commands": "creditreport --help 列出各命令",
        "options of a command stand behind it": "命令的选项写在命令之后",
        "there are {}": "可用 {}",
        "it has {}": "现有 {}",
        "known are {}": "可用 {}",
        "expected {}": "应为 {}",
        "  ({})": "  （{~}）",
        "look for a typing error": "请核对有无录入错误",
        "a moment is written 2026-11-23T20:00:00+08:00": "时点的写法：2026-11-23T20:00:00+08:00",
        "days are written 2023-01-01..2025-12-31, the earlier first": "日期段的写法：2023-01-01..2025-12-31，较早的在前",
        "a day is written 2026-11-23": "日期的写法：2026-11-23",
        "a month is written 2026-11": "月份的写法：2026-11",
        "a period is written 2026-11/1, 2026-11/2, 2026-11 or 2026-11-03..2026-11-09":
            "时段的写法：2026-11/1、2026-11/2、2026-11 或者 2026-11-03..2026-11-09",
        "a number of MiB is written 64": "MiB 数的写法：64",
        "a number from {} to {}": "应为 {} 至 {} 的整数",
        "expected a whole number from {} to {}": "应为 {} 至 {} 的整数",
        "expected a text of at most 200 characters": "应为不超过 200 字的文字",
        "please report this as a fault of the program": "请作为程序缺陷报告",

        // Requests
        "expected some of xml,html,pdf": "应为 xml,html,pdf 中的几种",
        "expected self, agency or third-party": "应为 self（本主体）、agency（机关）或者 third-party（第三方）",
        "expected p256 or sm2": "应为 p256 或者 sm2",
        "expected p256, sm2 or both": "应为 p256、sm2 或者 both（两者）",
        "expected p256, sm2 or p256,sm2": "应为 p256、sm2 或者 p256,sm2",
        "expected issued or refused": "应为 issued（已出具）或者 refused（被拒绝）",
        "expected basis, consequence or none": "应为 basis（作为依据）、consequence（采取措施）或者 none（未使用）",
        "give the names in the list that --subjects names": "名称写在 --subjects 所指的名单里",
        "name a subject, or a list of them with --subjects FILE": "指定一个主体，或者用 --subjects FILE 指定名单",
        "name the document of the authorisation": "写明授权文书",
        "name the code of at least one": "至少写一个统一社会信用代码",
        "write a code a line, its name behind a comma": "每行一个代码，名称写在逗号后",
        "an unknown code is never a clean report; import the register (登记信息) first":
            "查无代码不等于没有记录；请先导入登记信息",
        "the register has {}": "登记信息中为 {}",
        "write a real day from 1949-10-01 on as YYYY-MM-DD": "日期写作 YYYY-MM-DD，须为 1949-10-01 以后真实存在的日期",
        "write it as YYYY-MM-DD": "日期写作 YYYY-MM-DD",
        "state the legal basis for a longer period; it is printed": "用 --basis 写明延长时段的法律依据，依据印在报告上",
        "name domains, or say all": "写明领域，或者写 all",
        "say what the report is for": "用 --purpose 写明报告用途",
        "import the departments' deliveries": "请先导入部门的报送文件",
        "import what the departments delivered since then": "请先导入部门此后的报送文件",
        "nothing is issued until every part that could hold a record of the subject can be read":
            "可能存有该主体记录的各部分都能读取之前，不出具报告",
        "give a field of the register the role parentCode, or name the subjects one by one":
            "在目录的登记信息中给一个字段以 parentCode 角色，或者逐个写出主体",
        "nothing is issued while it is not known which branches and subsidiaries there are":
            "不知道有哪些分支机构和子公司时，不出具报告",
        "creditreport measures update FILE takes one into use": "用 creditreport measures update FILE 启用一份",
        "creditreport measures update FILE takes the one of that day into use":
            "用 creditreport measures update FILE 启用该日有效的一份",
        "take the version in force into use, or follow a policy that prints no consequences":
            "启用现行有效的版本，或者改用不列惩戒后果的规则",
        "ask for the suite sm2; a store with other suites is made without init --suite sm2":
            "改用 sm2；要用其他套件，建库时不写 init --suite sm2",

        // Issuing and rounds
        "it has {}; creditreport policy add FILE adds one": "现有 {}；用 creditreport policy add FILE 增加",
        "the report was issued before; name another --out, or remove it there": "该报告以前已出具；请换一个 --out，或者先移走那里的文件",
        "another version of the program issued it; ask again at another instant": "该编号由程序的另一版本使用；请换一个时点再出具",
        "give one key of the suite p256, one of sm2, or both": "给出 p256 或者 sm2 的密钥各至多一个",
        "creditreport key demo --suite {} makes one for trials": "试用可以用 creditreport key demo --suite {} 制作",
        "give one certificate for each key": "每个密钥给一个证书",
        "sign with a certificate of your authority": "请使用本单位的正式证书",
        "issue it with --reserve-timestamp": "出具时加 --reserve-timestamp",
        "name a directory with a font that has it, --fonts DIR, or a further face in the template (@font-face)":
            "用 --fonts DIR 指定有该字的字体文件夹，或者在模板中加字体（@font-face）",
        "--templates DIR names a further directory": "用 --templates DIR 另加模板的文件夹",
        "--fonts DIR names a further directory": "用 --fonts DIR 另加字体的文件夹",
        "set CREDITREPORT_HOME to the directory that holds them": "把 CREDITREPORT_HOME 设为它们所在的文件夹",
        "correct the round file": "请更正批次文件",
        "name a round, or give requests with --stdin": "用 --round 指定批次，或者用 --stdin 逐行给出申请",
        "each line says what is asked": "申请的内容写在每一行里",
        "a share is written I/N, such as 2/8": "份的写法：I/N，如 2/8",
        "give --at INSTANT, the same to all shards, or write it in the round": "各份用同一个 --at INSTANT，或者写在批次文件里",
        "go on with it with --resume, or name another --out": "用 --resume 接着办理，或者换一个 --out",
        "name another --out for this round": "本批次请换一个 --out",
        "name the key that the shards were signed with": "请用各份清单签名的密钥",
        "take one of the two out": "两者去掉一个",
        "who bids in a consortium may bid neither alone nor in another for the same lot":
            "参加联合体的，不得在同一标段单独投标或者参加其他联合体",
        "the report will show only what needs no authorisation": "报告只列示无须授权的内容",

        // Store and deliveries
        "name the directory of a store (--store DIR), or make one: creditreport init":
            "用 --store DIR 指定信息库，或者用 creditreport init 建库",
        "name a directory that is not there yet, or an empty one": "请指定尚不存在的或者空的文件夹",
        "wait until the other process has ended": "请等另一进程结束",
        "run store check to see what is affected, then restore the file from a copy":
            "用 creditreport store check 查看受影响的范围，再从备份恢复该文件",
        "restore the file from a copy": "请从备份恢复该文件",
        "store log lists the points of the chain": "creditreport store log 列出各快照",
        "store log lists the imports with their numbers": "creditreport store log 列出历次导入及其批次号",
        "use the version of the program that made the store, or a later one": "请用建库时的程序版本或者更新的版本",
        "deliveries are stored in the order of their receipt": "报送按接收的先后入库",
        "give the changed file a version of its own": "改动后的文件请用新的版本号",
        "give it the members \"id\" and \"version\", both strings": "文件须有 \"id\" 和 \"version\"，都是文字",
        "write IMPORT:ROW, as show and store log print them": "写作 批次:行，见 show 和 store log 所列",
        "rows that were unchanged or out of scope left none; show lists the lines of a subject":
            "未变和范围外的行没有入库；creditreport show 列出主体的各行",
        "that is no clean report: the register does not know the code either": "这不等于没有记录：登记信息中也没有该代码",
        "name another file": "请换一个文件名",
        "name the item with --item": "用 --item 指定目录项",
        "name it with --item": "用 --item 指定",
        "name its code with --source": "用 --source 写明部门代码",
        "name the department's code with --source": "用 --source 写明部门代码",
        "leave one of them out": "去掉其中一列",
        "leave {} out, or have the delivery put right": "不写 {}，或者请部门更正报送文件",
        "the first row must hold the names or codes of the catalogue's fields": "第一行须为目录字段的名称或者代码",
        "nothing was read; add the columns, or name another item with --item": "没有读入任何内容；请补上这些列，或者用 --item 指定另一目录项",
        "no delivery is complete for days that have not come": "报送不可能对尚未到来的日期完整",
        "the file was cut off: have it sent again": "文件不完整：请部门重新报送",
        "save the file as UTF-8 or GB 18030": "请把文件另存为 UTF-8 或者 GB 18030 编码",
        "save it as XLSX without a password, or as CSV in UTF-8": "请另存为不带密码的 XLSX，或者 UTF-8 编码的 CSV",
        "the file was read as GB 18030, for byte {} is no UTF-8: was it meant as UTF-8?":
            "文件按 GB 18030 读取，因为第 {} 字节不是 UTF-8：是否本应为 UTF-8？",
        "open the workbook in a spreadsheet program and save it": "请用表格软件打开工作簿并保存",
        "save the workbook as XLSX": "请另存为 XLSX",
        "every sheet that is not empty must be rows of the delivery: take the others out":
            "工作簿中非空的工作表都须是报送的行：请删去其他工作表",
        "a quote within a quoted value is written twice": "引号内的引号须写两个",
        "close it where the value ends, with the same quote as at its beginning": "请在值的末尾用与开头相同的引号结束",
        "the import that brought the row has listed it": "导入该行时已列出它的标识",
        "name its subject with --subject": "用 --subject 写明所属主体",
        "have the row corrected and delivered again": "请部门更正后重新报送",
        "save it as CSV (UTF-8 or GB 18030) or XLSX": "请另存为 CSV（UTF-8 或者 GB 18030）或者 XLSX",
        "its first row must hold the headings": "第一行须为列标题",
        "correct it and give the whole list again: nothing of it was taken in": "请更正后重新给出整份名单：本次没有读入任何内容",
        "creditreport holidays update FILE takes one into use": "用 creditreport holidays update FILE 启用一份",
        "catalog update FILE takes one into use": "用 creditreport catalog update FILE 启用一份",
        "catalog duties lists the departments with their codes": "creditreport catalog duties 列出各部门及其代码",
        "catalog duties lists its items with their codes": "creditreport catalog duties 列出目录项及其代码",
        "Samples/divisions.json shows the form": "格式见 Samples/divisions.json",

        // Registers and desks
        "look for a typing error; issued --subject CODE lists what was issued about a subject":
            "请核对有无录入错误；creditreport issued --subject CODE 列出某主体的报告",
        "look for a typing error: a 统一社会信用代码 has 18 characters, the last of which checks the others":
            "请核对有无录入错误：统一社会信用代码 18 位，末位为校验位",
        "look for a typing error in the year": "请核对年份有无录入错误",
        "event list --open lists the applications that are open": "creditreport event list --open 列出未办结的申请",
        "event list --subject shows the subject's objections and how they stand":
            "creditreport event list --subject 列出该主体的异议及其状态",
        "reconcile list shows those that were": "creditreport reconcile list 列出已送出的对账单",
        "make a new sheet of the period": "请就该时段重新生成对账单",
        "show --subject lists its records": "creditreport show --subject 列出该主体的记录",
        "show --subject lists its records; for one that is still to come, name item and authority too":
            "creditreport show --subject 列出该主体的记录；记录尚未报送的，另写 --item 和 --authority",
        "give its document number (文号); of a record without one, its item and authority":
            "用 --document 写明文号；没有文号的，写明 --item 和 --authority",
        "name item and authority too": "另写 --item 和 --authority",
        "name it with --decision": "用 --decision 写明",
        "name who decided it with --decided-by": "用 --decided-by 写明决定者",
        "give this one a number of its own": "请用 --number 另给编号",
        "name its number; event list --subject shows them": "请用 --names 写明编号；creditreport event list --subject 列出各事件",
        "only undo and objection-close take --names": "只有 undo 和 objection-close 用 --names",
        "the store holds no event of the subject": "信息库中没有该主体的事件",
        "what takes back an event of another kind is an undo": "取消其他类型的事件用 undo",
        "a repair is meant": "应为 repair（信用修复）",
        "correct --day": "请更正 --day",
        "correct --day, or say with --received when it is booked": "请更正 --day，或者用 --received 写明登记时间",
        "nobody known to the store is": "信息库所知的单位都无权登记",
        "these are: {}": "有权登记的单位：{}",
        "take one into use that has an item of nature event, as Samples/catalog.json has":
            "请启用含有事件目录项的目录，如 Samples/catalog.json",
        "say for what it served": "写明作为何事的依据",
        "name the item of the list of measures (失信惩戒措施清单)": "写明失信惩戒措施清单中的代码",
        "what is not in the list may not be done; it has {}": "清单之外的措施不得采取；清单中有 {}",
        "a report hash (报告指纹) has 64 hexadecimal digits": "报告指纹为 64 位十六进制数字",
        "the verification code (核验码) stands beside the number": "核验码印在编号旁",
        "--store DIR or CREDITREPORT_STORE, or --trust with --status":
            "写明 --store DIR 或者 CREDITREPORT_STORE，或者同时写 --trust 和 --status",

        "leave --at out, or name an earlier point of the store with --snapshot": "不写 --at，或者用 --snapshot 指定较早的快照",

        // Files
        "name another path, or take away what stands there": "请换一个名称，或者先移走那里的文件",
        "name the files": "请逐个写出文件",
        "check the path, and the name letter by letter": "请检查路径，逐字核对文件名",
        "name a file; this is a folder or a device": "请指定文件；该处是文件夹或者设备",
        "check the permissions of the file and its directory": "请检查文件及其所在文件夹的权限",
        "free some space, then run the command again": "请腾出磁盘空间后重新执行命令",
        "raise the limit on the size of files (ulimit -f)": "请提高文件大小限制（ulimit -f）",
        "replace the symbolic link by the file itself": "请用文件本身代替符号链接",

        // Keys, status and trust
        "copy the whole folder, make one with creditreport trust add {} --root FILE, or name the files of certificates":
            "请复制整个文件夹，或者用 creditreport trust add {} --root FILE 建立，或者指定证书文件",
        "name the folder of a template": "请指定模板的文件夹",
        "give it with --passphrase-fd or --passphrase-env, or run the command in a terminal":
            "用 --passphrase-fd 或者 --passphrase-env 给出口令，或者在终端上执行命令",
        "encrypt the key anew with: openssl pkcs8 -topk8 -in KEY -out NEW":
            "请核对口令；或者重新加密密钥：openssl pkcs8 -topk8 -in KEY -out NEW",
        "convert the key with: openssl pkcs8 -topk8 -in KEY -out NEW": "请转换密钥：openssl pkcs8 -topk8 -in KEY -out NEW",
        "files under RC2 or 3DES are made anew with: openssl pkcs12 -legacy -in OLD | openssl pkcs12 -export":
            "RC2、3DES 加密的文件请重新制作：openssl pkcs12 -legacy -in OLD | openssl pkcs12 -export",
        "the first certificate of the file must be the signer's own": "文件中第一个证书须为签名者本人的证书",
        "make one with: creditreport key csr": "用 creditreport key csr 制作",
        "name another store with --store, or make a real key with: creditreport key csr":
            "用 --store 指定另一信息库，或者用 creditreport key csr 制作正式密钥",
        "ask the authority for one with digitalSignature and nonRepudiation":
            "请认证机构签发含 digitalSignature 和 nonRepudiation 用途的证书",
        "name it with --cert": "用 --cert 指定证书",
        "chmod 600 {}": "执行 chmod 600 {}",
        "check the address and the network; creditreport timestamp request works without one":
            "请检查地址和网络；creditreport timestamp request 可以不联网",
        "name an authority for timestamps whose keys are of {}": "请指定密钥为 {} 的时间戳机构",
        "name the authority that verifiers trust for it": "指定核验人所信任的时间戳根证书",
        "add --no-timestamp": "请加 --no-timestamp",
        "in this store SM2 and SM3 alone decide, timestamps included": "本信息库只用 SM2、SM3，时间戳也一样",
        "ask its issuer for a new one": "请向签发者索取新的列表",
        "sign the list with a key of the suite sm2": "请用 sm2 密钥签发列表",
        "the list is signed; --trust says by whom it may be": "列表有签名；用 --trust 指明信任谁的签名",
        "do not trust this certificate; ask the authority for the right one": "不要信任该证书；请向认证机构索取正确的证书",
        "restore the file, or add the authority again": "请恢复该文件，或者重新加入根证书",
        "an older list would bring withdrawn reports back": "旧列表会使已撤回的报告恢复有效",
        "an older list would bring revoked certificates back": "旧列表会使已吊销的证书恢复有效",
        "ask the authority for its list again; that of an intermediate authority needs --crl-issuer":
            "请向认证机构重新索取吊销列表；中间认证机构的列表须写 --crl-issuer",
        "name it with --suites too": "在 --suites 中也写上",
        "name them by --signer WHO, or say --private if the authority certifies the issuer's own keys alone; whoever holds another certificate of it could issue reports":
            "用 --signer WHO 逐个指定；根证书只为出具单位自己的密钥签发证书的，写 --private；否则持有其另一证书的人也能出具报告",
    ]
}
