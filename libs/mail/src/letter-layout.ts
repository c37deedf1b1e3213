/** Colours hold at least 4.5:1 in light and, where a mail reader inverts or honours the dark rules, in dark. */
const ink = '#1f2a30';
const quiet = '#55646c';
const line = '#d9e0e3';
const brand = '#0b5f4c';
const late = '#9a3412';

/** The dark rules; readers that ignore them invert by themselves, for which none of the colours is pure black or white. */
const dark = `
  :root { color-scheme: light dark; supported-color-schemes: light dark; }
  @media (prefers-color-scheme: dark) {
    .page, .page > div { background: #12181b !important; background-color: #12181b !important; }
    .sheet, .sheet > table { background: #1c2529 !important; background-color: #1c2529 !important; }
    .ink div, .ink td, .ink a { color: #e6ecee !important; }
    .quiet div, .quiet td { color: #a9b8bf !important; }
    .brand div, .brand a { color: #7fd1b9 !important; }
    .late div { color: #f2a37c !important; }
    .rule { border-color: #3a474d !important; }
  }`;

/** One piece: a section of its own between two markers, to be left out, filled once or repeated. */
function piece(name: string, section: string): string {
  return `<mj-raw><!--piece:${name}--></mj-raw>${section}<mj-raw><!--/piece:${name}--></mj-raw>`;
}

/**
 * The mail's layout in MJML, for one writing direction. `{{name}}` marks what a letter fills in; it is compiled once, so no
 * word of anybody's is ever read as MJML.
 */
export function layout(direction: 'ltr' | 'rtl'): string {
  // MJML's columns are always left to right; what is written in them has to say its own direction.
  const directed = (content: string): string => `<div dir="${direction}">${content}</div>`;
  const text = (name: string, attributes: string, content: string): string =>
    piece(
      name,
      `<mj-section padding="0"><mj-column padding="0"><mj-text ${attributes}>${directed(content)}</mj-text></mj-column></mj-section>`,
    );
  const start = direction === 'rtl' ? 'right' : 'left';
  return `
<mjml lang="{{language}}" dir="${direction}">
  <mj-head>
    <mj-title>{{subject}}</mj-title>
    <mj-preview>{{preview}}</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark" /><meta name="supported-color-schemes" content="light dark" /></mj-raw>
    <mj-attributes>
      <mj-all font-family="Helvetica Neue, Segoe UI, Arial, Noto Sans Arabic, sans-serif" />
      <mj-text font-size="16px" line-height="1.5" color="${ink}" align="${start}" css-class="ink" padding="0 32px 14px" />
      <mj-section direction="${direction}" />
    </mj-attributes>
    <mj-style>${dark}</mj-style>
  </mj-head>
  <mj-body background-color="#eef2f3" css-class="page" width="600px">
    <mj-section padding="24px 0 10px"><mj-column>
      <mj-text font-size="14px" font-weight="600" color="${brand}" css-class="brand" padding="0 32px">{{programme}}</mj-text>
    </mj-column></mj-section>
    <mj-wrapper background-color="#fdfefe" css-class="sheet" border-radius="8px" padding="28px 0 18px">
      ${text('notice', `font-size="14px" font-weight="600" color="${brand}" css-class="brand" padding="0 32px 6px"`, '{{text}}')}
      ${text('late', `font-size="14px" font-weight="600" color="${late}" css-class="late" padding="0 32px 6px"`, '{{text}}')}
      ${text('heading', 'font-size="22px" line-height="1.3" font-weight="600" padding="0 32px 18px"', '{{text}}')}
      ${text('paragraph', '', '{{text}}')}
      ${piece(
        'button',
        `<mj-section padding="6px 0 10px"><mj-column><mj-button href="{{url}}" align="${start}" background-color="${brand}"
          color="#fdfefe" font-size="16px" font-weight="600" border-radius="6px" inner-padding="14px 26px" padding="0 32px 14px">{{label}}</mj-button>
          </mj-column></mj-section>`,
      )}
      ${text(
        'facts',
        'font-size="15px" padding="4px 32px 18px"',
        `<table role="presentation" class="rule" style="width:100%;border-collapse:collapse;border-top:1px solid ${line}">{{rows}}</table>`,
      )}
      ${text('section', `font-size="18px" font-weight="600" padding="14px 32px 6px"`, '{{text}}')}
      ${text(
        'title',
        'font-weight="600" padding="0 32px 2px"',
        `<div class="rule" style="border-top:1px solid ${line};padding-top:10px">{{text}}</div>`,
      )}
      ${text('overdue', `font-size="15px" font-weight="600" color="${late}" css-class="late" padding="0 32px 2px"`, '{{text}}')}
      ${text('detail', `font-size="15px" color="${quiet}" css-class="quiet" padding="0 32px 2px"`, '{{text}}')}
      ${text(
        'link',
        `font-size="15px" color="${brand}" css-class="brand" padding="0 32px 8px"`,
        `<a href="{{url}}" style="color:${brand};font-weight:600;display:inline-block;padding:6px 0 8px">{{label}}</a>`,
      )}
      ${text('lead', 'font-weight="600" padding="0 32px 6px"', '{{text}}')}
      ${piece(
        'quote',
        `<mj-section padding="0 32px 16px"><mj-column border-${start}="4px solid ${brand}" padding="0">
          <mj-text padding="2px 16px">${directed('{{text}}')}</mj-text></mj-column></mj-section>`,
      )}
      ${text('entry', `padding="0 32px 6px"`, '• {{text}}')}
      ${piece('gap', '<mj-section padding="0"><mj-column><mj-spacer height="10px" /></mj-column></mj-section>')}
      ${text('remark', `font-size="14px" color="${quiet}" css-class="quiet" padding="0 32px 10px"`, '{{text}}')}
      ${text('signature', 'padding="12px 32px 8px"', '{{text}}')}
    </mj-wrapper>
    <mj-section padding="16px 0 28px"><mj-column>
      <mj-text font-size="12px" line-height="1.5" color="${quiet}" css-class="quiet" padding="0 32px">${directed('{{footer}}')}</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;
}

/** One line of the table of facts. */
export const factRow = `<tr><td class="rule" style="padding:9px 12px 9px 0;border-bottom:1px solid ${line};color:${quiet};vertical-align:top;width:38%">{{label}}</td><td class="rule" style="padding:9px 0;border-bottom:1px solid ${line};font-weight:600;vertical-align:top">{{value}}</td></tr>`;
