// SPDX-License-Identifier: Apache-2.0

extension Phrase {
    /// What can be wrong with the words of a command line.
    static let usage: KeyValuePairs = [
        // Any command
        "unknown command {}": "没有命令 {}",
        "{} is no command": "没有命令 {}",
        "unknown option {}": "没有选项 {}",
        "unknown option {} before the command": "命令之前不能用选项 {}",
        "--{} is given twice": "--{} 写了两次",
        "--{} needs a value: {} {}": "--{} 后面缺少内容，写法：{} {}",
        "--{} takes no value": "--{} 后面不带内容",
        "--{} {} is missing": "缺少 --{} {}",
        "--{} is missing": "缺少 --{}",
        "unexpected \"{}\"": "多余的内容“{}”",
        "--lang is {}, expected zh or en": "--lang 为 {}，应为 zh 或者 en",
        "--{} is \"{}\"": "--{} 为“{}”",
        "--{} is {}": "--{} 为 {}",
        "--{} goes with {}": "--{} 须与 {} 同用",
        "--{} goes without {}": "--{} 不得与 {} 同用",
        "--{} and {} exclude each other": "--{} 不得与 {} 同用",
        "--{} is {}, after {}": "--{} 为 {}，晚于 {}",
        "--{} is \"{}\", a number from {} to {}": "--{} 为“{}”，应为 {} 至 {} 的整数",
        "no file is named": "没有指定文件",
        "one file is expected": "须指定一个文件",
        "two files are expected": "须指定两个文件",

        // Requests and rounds
        "--formats has \"{}\"": "--formats 中有“{}”",
        "--formats names no form, or one twice": "--formats 没有写形式，或者重复",
        "--name goes with one --subject": "--name 只能与一个 --subject 同用",
        "--shard needs a fixed instant": "--shard 须有固定的出具时点",
        "--{} does not go with --stdin": "--{} 不得与 --stdin 同用",
        "{} --key and {} --cert are given": "给出了 {} 个 --key 和 {} 个 --cert",
        "--reserve-timestamp is for reports that get their timestamps later": "--reserve-timestamp 用于以后再加时间戳的报告",
        "--tsa needs --tsa-root FILE": "--tsa 须与 --tsa-root FILE 同用",

        // Deliveries
        "--nil takes no file": "零报送（--nil）不带文件",
        "--nil needs {}": "零报送（--nil）须写明 {}",
        "--pending goes with one file": "--pending 只能与一个文件同用",
        "--backfill ends on {}, after {}": "--backfill 止于 {}，晚于 {}",
        "one reference was expected, such as 7-3/name:示例公司": "须指定一行待核信息，如 7-3/name:示例公司",
        "no row is named": "没有指定行",
        "\"{}\" names no row": "“{}”不能指明一行",

        // Registers
        "one report number is expected": "须指定一个报告编号",
        "a report cannot take its own place": "报告不能由自己替代",
        "\"{}\" is no report number: its check character does not fit": "“{}”不是报告编号：校验位不符",
        "\"{}\" is no verification code: its check character does not fit": "“{}”不是核验码：校验位不符",
        "nobody says which register to ask": "没有指定查询哪个出具登记",
        "either --subject CODE or --affected is expected": "须写 --subject CODE 或者 --affected",
        "--since and --import are not given together": "--since 不得与 --import 同用",
        "the number of one application is expected": "须指定一个申请编号",
        "--answer FILE or --acknowledge is missing": "缺少 --answer FILE 或者 --acknowledge",

        // Keys, trust, templates
        "no manifest is named": "没有指定清单",
        "one certificate file is expected": "须指定一个证书文件",
        "the folder of the old key is expected": "须指定旧密钥的文件夹",
        "the folder of the key is expected": "须指定密钥的文件夹",
        "one file of a report is expected": "须指定报告的一个文件",
        "one template is expected, by its name or its folder": "须指定一个模板，名称或者文件夹",
        "one trust folder is expected": "须指定一个信任目录",
        "nothing to set: --tsa, --no-tsa or --production is missing": "没有要设置的内容：缺少 --tsa、--no-tsa 或者 --production",
        "nothing to add: --root, --crl or --status is missing": "没有要加入的内容：缺少 --root、--crl 或者 --status",
        "--tsa-root names an authority whose keys are not of sm2": "--tsa-root 所指机构的密钥不是 SM2",
        "--require-suites names a suite that is not accepted": "--require-suites 所写的密码套件未被接受",
        "--until lies before --from": "--until 早于 --from",
        "--{} is yes or no": "--{} 应为 yes 或者 no",
        "--signer {} does not say in whose name it issues": "--signer {} 没有写明以谁的名义出具",
        "nothing says which signers of the authority count": "没有写明根证书之下哪些签名者有效",
        "a signer is an organization or the hash of a key": "签名者写单位名称或者密钥摘要",
        "--max-age is \"{}\", a number of days up to 36525": "--max-age 为“{}”，应为天数，至多 36525",
        "--tip has {}, expected 64 lower-case hexadecimal digits once, and words such as issues:12:HASH":
            "--tip 含 {}，应为一个 64 位小写十六进制数和形如 issues:12:HASH 的各日志末端",
        "--hash and --number ask the register and look at no file": "--hash 和 --number 只查登记，不看文件",
        "{} is about a file; --hash and --number ask the register": "{} 针对文件，--hash 和 --number 只查登记",
        "--hash and --number exclude each other": "--hash 和 --number 不能同时使用",
    ]
}
