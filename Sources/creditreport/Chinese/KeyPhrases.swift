// SPDX-License-Identifier: Apache-2.0

extension Phrase {
    /// What the options do that concern keys, certificates, timestamps and trust.
    static let keyOptions: KeyValuePairs = [
        // Keys
        "where the keys and certificates go": "密钥和证书写入的文件夹",
        "the algorithms of all keys: P-256 with SHA-256, or SM2 with SM3 (default: p256)":
            "密码套件：p256（P-256、SHA-256）或者 sm2（SM2、SM3）（默认 p256）",
        "from when they are valid (default: now)": "自何时起有效（默认现在）",
        "keep the key without a passphrase": "密钥不设口令",
        "the folder of the key: signer.key and signer.csr": "密钥文件夹：signer.key 和 signer.csr",
        "the body in whose name reports are issued (O)": "出具单位（O）",
        "the common name (CN)": "通用名称（CN）",
        "the country (default: CN)": "国家（默认 CN）",
        "the suite of the key (default: p256)": "密钥的密码套件（默认 p256）",
        "the folder of the new key": "新密钥的文件夹",
        "the certificate (PEM)": "证书（PEM）",
        "the certificates between it and the authority's (PEM)": "证书与根证书之间的证书（PEM）",
        "the authority's certificate (PEM), to which it has to lead": "证书应当上溯到的根证书（PEM）",
        "the moment at which it has to be valid (default: now)": "应当有效的时点（默认现在）",
        "the signer's private key (PEM, PKCS #12), or the program that signs (JSON)":
            "签名私钥（PEM、PKCS #12），或者签名程序（JSON）",
        "the signer's private key (PEM, PKCS #12), or the program that signs (JSON); a second one of the other suite for both":
            "签名私钥（PEM、PKCS #12），或者签名程序（JSON）；双套件签名时再给另一套件的一个",
        "the signer's certificate (PEM); a PKCS #12 file may hold it": "签名证书（PEM）；可以在 PKCS #12 文件中",
        "the signer's certificate (PEM); as many as keys, in their order": "签名证书（PEM）；与密钥个数、次序相同",
        "the certificates between the signer's and the authority's (PEM)": "签名证书与根证书之间的证书（PEM）",
        "the certificates between the signers' and the authorities' (PEM)": "签名证书与根证书之间的证书（PEM）",
        "the signatures that the report must bear (default: the policy's, else the keys')":
            "报告应有的签名套件（默认规则所定，再按密钥）",
        "under which of them HTML and PDF are signed (default: the first)": "HTML、PDF 用其中哪一套件签名（默认第一个）",
        "read the key's passphrase from this file descriptor, a line for each key": "从该文件描述符读取密钥口令，每个密钥一行",
        "take the key's passphrase from this variable of the environment": "从该环境变量取密钥口令",

        // Timestamps
        "sign without timestamps from now on": "此后签名不带时间戳",
        "the request (RFC 3161, DER)": "时间戳请求（RFC 3161，DER）",
        "the policy to ask for (default: the authority's own)": "请求的时间戳策略（默认由机构决定）",
        "the request that was answered": "所答复的请求",
        "the answer (RFC 3161, DER)": "应答（RFC 3161，DER）",
        "the certificate that its authority has to lead to (PEM)": "时间戳机构应当上溯到的根证书（PEM）",
        "the report's file with the timestamp": "带时间戳的报告文件",
        "keep room in the PDF for a timestamp that it gets later": "在 PDF 中为以后的时间戳留出位置",
        "sign without timestamps, although the store names an authority for them": "虽然信息库指定了时间戳机构，仍不带时间戳",
        "the authority for timestamps (时间戳机构), http://host:port/path": "时间戳机构，http://主机:端口/路径",
        "the certificate that it has to lead to (PEM)": "它应当上溯到的根证书（PEM）",
        "the policy to ask it for (default: its own)": "请求的时间戳策略（默认由机构决定）",
        "how long its answer may take (default: 20)": "等待应答的秒数（默认 20）",
        "of an XML file with two signatures the one that is meant (default: the first)":
            "XML 有两个签名时指其中哪个（默认第一个）",

        // Trust
        "the certificate of an authority (PEM)": "根证书（PEM）",
        "the hash of its key, learned another way (SHA-256; SM3 where sm2 alone is accepted); another key is refused":
            "另行得知的根密钥摘要（SHA-256；只收 sm2 时用 SM3）；不符即拒绝",
        "a signer of reports: the organization in its certificate, or the hash of its key; NAME is the issuer that reports may name (default: the organization)":
            "报告签名者：证书中的单位，或者密钥摘要；NAME 为报告可写的出具单位（默认该单位）",
        "a signer of status lists": "状态列表的签名者",
        "the authority certifies the issuer's own keys and nobody else's: all of its signers count":
            "专用根：只为出具单位自己的密钥签发证书，其签名者全部有效",
        "trust it for reports issued from that day on": "信任该日起出具的报告",
        "trust it for reports issued up to that day": "信任至该日止出具的报告",
        "why, for people": "说明，供人阅读",
        "a certificate revocation list of an authority; replaces the older one of its key":
            "证书吊销列表；替换同一密钥的旧列表",
        "the certificate of an intermediate authority whose list --crl is (PEM); one of the folder's has signed it":
            "签发 --crl 的中间认证机构的证书（PEM），由目录中的根签发",
        "the certificate of an authority whose timestamps prove something (PEM)": "所信任的时间戳机构的根证书（PEM）",
        "whether a signature without a timestamp stays unknown": "没有时间戳的签名是否视为不能核实",
        "a signed status list; replaces the older one": "签名的状态列表；替换旧列表",
        "the moment after which no list can have been made (default: now)": "列表不得晚于的时点（默认现在）",
        "the suites that are accepted: p256, sm2 or p256,sm2": "接受的密码套件：p256、sm2 或者 p256,sm2",
        "those of them of which a report must bear a signature": "其中报告必须具有签名的套件",
        "whether a signer without a fresh revocation list stays unknown": "没有最新吊销列表的签名者是否视为不能核实",
    ]
}
