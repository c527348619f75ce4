// SPDX-License-Identifier: Apache-2.0

/// How the summary's page looks.
enum SummaryStyle {
    /// Its style rules; classes of reasons are named after ``Attention``.
    static let rules = """
        :root{--ink:#1f1f1f;--faint:#6b665c;--rule:#cfcbc2;--head:#f6f4ef;--red:#8f1b1b;--amber:#7a4b00;color-scheme:light}
        body{margin:0;padding:1.6rem 2rem;background:#fff;color:var(--ink);
        font:14px/1.5 "Noto Sans SC","Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei",sans-serif}
        h1{margin:0 0 .2rem;font-size:1.7rem;letter-spacing:.08em;color:var(--red)}
        .round{margin:0 0 .8rem;font-size:1.05rem}
        .counts{display:flex;flex-wrap:wrap;gap:.4rem;margin:0 0 .8rem;padding:0;list-style:none}
        .counts li,.state span{padding:.1rem .55rem;border:1px solid var(--rule);border-radius:.2rem;background:#fff}
        .counts b{font-variant-numeric:tabular-nums}
        .caution{margin:0 0 1rem;color:var(--faint)}
        .sheet{overflow:auto;max-height:calc(100vh - 4rem);border:1px solid var(--rule)}
        table{border-collapse:separate;border-spacing:0;font-size:13px}
        th,td{padding:.45rem .6rem;border-right:1px solid var(--rule);border-bottom:1px solid var(--rule);
        text-align:left;vertical-align:top;font-weight:400;background:#fff}
        thead th{position:sticky;top:0;z-index:2;background:var(--head);font-weight:600;white-space:nowrap;
        vertical-align:bottom}
        .place{position:sticky;left:0;z-index:1;box-sizing:border-box;width:3.4rem;min-width:3.4rem;text-align:right}
        .firm{position:sticky;left:3.4rem;z-index:1;width:15rem;min-width:15rem}
        thead .place,thead .firm{z-index:3}
        tbody .firm{font-weight:600}
        .firm code,.role{font-weight:400;color:var(--faint)}
        code{font:12px/1.5 "JetBrains Mono","DejaVu Sans Mono",Consolas,monospace}
        .state{min-width:11rem}
        .state span{display:inline-block;margin:0 .25rem .25rem 0;white-space:nowrap}
        .total{text-align:right;font-variant-numeric:tabular-nums}
        .remarks{min-width:24rem;max-width:34rem}
        .remarks p{margin:0 0 .3rem}
        .report{min-width:21rem;color:var(--faint)}
        .report code{color:var(--ink)}
        .report .hash{display:inline-block;width:32ch;vertical-align:top;word-break:break-all}
        thead .domain{min-width:4.2rem;white-space:normal}
        td.quiet{color:var(--faint);white-space:nowrap}
        td.stale{color:var(--amber);background:#fdf6e3;min-width:4.2rem}
        td.recorded{color:var(--red);background:#fbeeec;font-weight:600;min-width:3rem}
        .counts .listed,.counts .notIssued,.state .listed,.state .notIssued{color:#fff;border-color:var(--red);
        background:var(--red)}
        .counts .recorded,.state .recorded{color:var(--red);border-color:var(--red)}
        .counts .stale,.counts .noted,.counts .warned,.state .stale,.state .noted,.state .warned{color:var(--amber);
        border-color:#c9a35a;background:#fdf6e3}
        p.listed{color:var(--red)}
        a{margin-left:.3rem;color:#1b4f8f}
        @media(max-width:48rem){body{padding:1rem}.place,.firm{position:static}.firm{min-width:11rem;width:11rem}
        .remarks{min-width:16rem}}
        @media print{@page{size:A3 landscape;margin:12mm}.sheet{overflow:visible;max-height:none}
        .place,.firm,thead th{position:static}tr{break-inside:avoid}}

        """
}
