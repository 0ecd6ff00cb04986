/** Looks of the page, light and dark, on a screen and on paper. Texts have a contrast of 4.5 and more on their ground. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;--ground:#fff;--raised:#f4f6f8;--text:#1b1f24;--soft:#4b5560;--line:#c9d1d9;--talked:#0b5cad;--missed:#b3470b}
@media (prefers-color-scheme:dark){:root{--ground:#10151b;--raised:#1b232c;--text:#e8edf2;--soft:#aab4bf;--line:#3a4550;--talked:#6cb2ff;--missed:#ff9d5c}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--text);font:15px/1.45 system-ui,sans-serif}
main,header,footer{max-width:1180px;margin:0 auto;padding:0 20px}
header{padding-top:28px}h1{margin:0;font-size:26px}h2{margin:36px 0 10px;font-size:19px}
p{margin:6px 0}.soft,footer{color:var(--soft)}footer{padding-bottom:32px}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(190px,1fr));gap:10px;margin:22px 0 0;padding:0}
.tiles>div{background:var(--raised);border-radius:8px;padding:10px 14px}
.tiles dt{color:var(--soft);font-size:13px}.tiles dd{margin:0;font-size:21px;font-variant-numeric:tabular-nums}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:right;vertical-align:top;white-space:nowrap}
thead th{color:var(--soft);font-weight:600;font-size:13px;white-space:normal;vertical-align:bottom}
th:first-child{text-align:left;min-width:150px}tbody th{font-weight:500;max-width:260px;overflow-wrap:break-word;white-space:normal}
tfoot th,tfoot td{font-weight:700;border-bottom:0}
summary{cursor:pointer;list-style:none;text-decoration:underline dotted;text-underline-offset:3px}
summary::-webkit-details-marker{display:none}summary:focus-visible,.wide:focus-visible,ol:focus-visible{outline:2px solid var(--talked);outline-offset:2px}
details ol{margin:6px 0 0;padding:8px;max-height:220px;overflow:auto;list-style:none;text-align:left;font-size:12px;font-weight:400;background:var(--raised);border-radius:6px}
.legend{display:flex;gap:18px;font-size:13px;color:var(--soft)}.key{width:12px;height:12px;margin-right:6px}
.chart{display:block;width:100%;min-width:520px;max-width:860px;height:auto;margin:8px 0 16px;font-size:12px}.chart text{fill:var(--text)}
.talked{fill:var(--talked)}.missed{fill:var(--missed)}.axis{stroke:var(--line)}
dl.about{display:grid;grid-template-columns:max-content 1fr;gap:4px 18px}dl.about dt{font-weight:600}dl.about dd{margin:0;color:var(--soft)}
@media (max-width:640px){dl.about{display:block}dl.about dd{margin-bottom:8px}}
@media print{details ol{display:none}summary{text-decoration:none}h2{break-after:avoid}tr{break-inside:avoid}}
`;
