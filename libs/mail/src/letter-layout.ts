/** Colours hold at least 4.5:1 in light and, where a mail reader inverts or honours the dark rules, in dark. */
const ink = '#1f2a30';
const quiet = '#55646c';
const line = '#d9e0e3';
const brand = '#0b5f4c';
const tint = '#eef5f2';
const paper = '#fdfefe';
const late = '#9a3412';

/**
 * The dark rules; readers that ignore them invert by themselves, for which none of the colours is pure black or white. Outlook's own
 * readers honour them under `data-ogsc` only.
 */
const dark = [
  [
    '.page, .page > div, .page > table',
    'background: #12181b !important; background-color: #12181b !important;',
  ],
  ['.sheet, .sheet > table', 'background: #1c2529 !important; background-color: #1c2529 !important;'],
  ['.panel', 'background: #24332f !important; background-color: #24332f !important;'],
  ['.ink, .ink div', 'color: #e6ecee !important;'],
  ['.quiet, .quiet div, .ink .quiet', 'color: #a9b8bf !important;'],
  ['.brand, .brand div, .ink .brand a', 'color: #7fd1b9 !important;'],
  ['.late, .late div, .ink .late', 'color: #f2a37c !important;'],
  ['.cta td, .cta a', 'background: #7fd1b9 !important; color: #0d1f19 !important;'],
  ['.rule', 'border-color: #3a474d !important;'],
] as const;

/** Only what a narrow screen needs: everything else stands in the elements themselves, because some readers drop all rules. */
const narrow = `
  @media only screen and (max-width: 480px) {
    .side { padding-left: 20px !important; padding-right: 20px !important; }
    .cta table { width: 100% !important; }
  }`;

/**
 * Each kind of rules in a sheet of its own: Gmail drops a whole sheet for one rule that it does not know. Outlook on Windows would set in
 * Times what names a font first that is not there.
 */
const sheets = `
  <style type="text/css">
    :root { color-scheme: light dark; supported-color-schemes: light dark; }
    @media (prefers-color-scheme: dark) { ${dark.map(([who, how]) => `${who} { ${how} }`).join(' ')} }
  </style>
  <style type="text/css">
    ${dark.map(([who, how]) => `${ogsc(who)} { ${how} }`).join(' ')}
    a[x-apple-data-detectors] { color: inherit !important; }
  </style>
  <!--[if mso]><style type="text/css">body, table, td, div, a, b, span { font-family: Arial, sans-serif !important; }</style><![endif]-->`;

function ogsc(selectors: string): string {
  return selectors
    .split(', ')
    .map((selector) => `[data-ogsc] ${selector}`)
    .join(', ');
}

/** Above the first fact of the panel, and below the last. */
const edge = '<tr><td height="6" style="font-size:0;line-height:6px">&nbsp;</td></tr>';

/** One piece: rows of the sheet between two markers, to be left out, filled once or repeated. */
function piece(name: string, rows: string): string {
  return `<mj-raw><!--piece:${name}--></mj-raw>${rows}<mj-raw><!--/piece:${name}--></mj-raw>`;
}

/**
 * The mail's layout in MJML, for one writing direction. `{{name}}` marks what a letter fills in; it is compiled once, so no
 * word of anybody's is ever read as MJML. Pieces are rows of one column: a list of a hundred entries stays below what Gmail shows.
 */
export function layout(direction: 'ltr' | 'rtl'): string {
  // MJML's columns are always left to right; what is written in them has to say its own direction.
  const directed = (content: string): string => `<div dir="${direction}">${content}</div>`;
  const text = (name: string, attributes: string, content = '{{text}}'): string =>
    piece(name, `<mj-text ${attributes}>${directed(content)}</mj-text>`);
  const start = direction === 'rtl' ? 'right' : 'left';
  const small = `font-size="14px" font-weight="600" padding="0 32px 6px"`;
  return `
<mjml lang="{{language}}" dir="${direction}">
  <mj-head>
    <mj-title>{{subject}}</mj-title>
    <mj-preview>{{preview}}</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" />${sheets}</mj-raw>
    <mj-attributes>
      <mj-all font-family="Helvetica Neue, Segoe UI, Arial, Noto Sans Arabic, sans-serif" />
      <mj-text font-size="16px" line-height="1.55" color="${ink}" align="${start}" css-class="side ink" padding="0 32px 14px" />
      <mj-section direction="${direction}" />
    </mj-attributes>
    <mj-style>${narrow}</mj-style>
  </mj-head>
  <mj-body background-color="#eef2f3" css-class="page" width="600px">
    <mj-section padding="22px 0 10px"><mj-column>
      <mj-text font-size="15px" font-weight="700" color="${brand}" css-class="side brand" padding="0 32px">${directed('{{programme}}')}</mj-text>
    </mj-column></mj-section>
    <mj-section background-color="${paper}" css-class="sheet" border-top="4px solid ${brand}" padding="26px 0 14px"><mj-column>
      ${text('notice', `${small} color="${brand}" css-class="side brand"`)}
      ${text('late', `${small} color="${late}" css-class="side late"`)}
      ${text('heading', 'font-size="22px" line-height="1.3" font-weight="700" padding="0 32px 16px"')}
      ${text('paragraph', '')}
      ${text(
        'facts',
        'padding="2px 32px 18px"',
        `<table role="presentation" class="panel" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" bgcolor="${tint}" style="width:100%;background-color:${tint};border-radius:6px">${edge}{{rows}}${edge}</table>`,
      )}
      ${piece(
        'button',
        `<mj-button href="{{url}}" align="${start}" background-color="${brand}" color="${paper}" font-size="17px"
          font-weight="700" border-radius="6px" inner-padding="15px 30px" padding="2px 32px 18px" css-class="side cta">{{label}}</mj-button>`,
      )}
      ${text('section', 'font-size="18px" line-height="1.35" font-weight="700" padding="16px 32px 6px"')}
      ${text(
        'entry',
        'font-size="15px" padding="0 32px 10px"',
        `<div class="rule" style="border-top:1px solid ${line};padding-top:10px"><b style="font-size:16px">{{title}}</b>{{lines}}{{link}}</div>`,
      )}
      ${text('lead', 'font-weight="600" padding="0 32px 6px"')}
      ${text(
        'quote',
        'padding="0 32px 18px"',
        `<table role="presentation" dir="${direction}" width="100%" cellpadding="0" cellspacing="0" style="width:100%"><tr><td align="${start}" style="border-${start}:4px solid ${brand};padding:2px 16px;font-size:16px;line-height:1.55"><div dir="auto">{{text}}</div>{{by}}</td></tr></table>`,
      )}
      ${text('item', 'padding="0 32px 6px"', '• {{text}}')}
      ${piece('gap', '<mj-spacer height="12px" />')}
      ${text('remark', `font-size="14px" color="${quiet}" css-class="side quiet" padding="0 32px 10px"`)}
      ${text('signature', 'padding="10px 32px 10px"', `<div class="rule" style="border-top:1px solid ${line};padding-top:14px">{{regards}}<br /><b>{{name}}</b>{{about}}</div>`)}
    </mj-column></mj-section>
    <mj-section padding="16px 0 28px"><mj-column>
      <mj-text font-size="12px" line-height="1.5" color="${quiet}" css-class="side quiet" padding="0 32px">${directed('{{footer}}')}</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;
}

/** One fact of the panel; a row of its own, because Outlook on Windows leaves out what a block is padded with. */
export const factRow = `<tr><td style="padding:4px 16px"><div class="quiet" style="color:${quiet};font-size:13px;line-height:1.4">{{label}}</div><div style="color:${ink};font-size:16px;line-height:1.5;font-weight:600">{{value}}</div></td></tr>`;

/** Whose words a quote's are. */
export const quoteAuthor = `<div class="quiet" style="color:${quiet};font-size:14px">{{name}}</div>`;

/** A line below an entry's title; the first one of what is late stands out. */
export const entryLine = {
  usual: `<br /><span class="quiet" style="color:${quiet}">{{text}}</span>`,
  late: `<br /><span class="late" style="color:${late};font-weight:600">{{text}}</span>`,
} as const;

/** Where an entry leads. */
export const entryLink = `<div class="brand"><a href="{{url}}" style="color:${brand};font-weight:600;display:inline-block;padding:7px 0 4px">{{label}}</a></div>`;

/** A line of the signature below the name. */
export const signatureLine = `<br /><span class="quiet" style="color:${quiet};font-size:15px">{{text}}</span>`;
