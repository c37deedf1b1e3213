/** Why a typed number could not be taken as it stands. */
export type NumberTrouble = 'number.unreadable' | 'number.ambiguous';

/**
 * Reads a number as people of four languages type it: decimal comma or point (also Arabic ٫), grouping by spaces, points,
 * commas, apostrophes or ٬, Latin, Arabic-Indic and Persian digits. `12.500` or `12,500` may mean twelve and a half or
 * twelve thousand five hundred: that is asked back (`number.ambiguous`) unless the field allows three decimals. A guess
 * would be wrong by a factor of a thousand in figures a donor relies on.
 */
export function readNumber(typed: string, decimals: number): number | NumberTrouble {
  const text = latinDigits(typed)
    .replaceAll('٫', ',')
    .replaceAll(/(?<=\d)[\s\u00a0\u2009\u202f'’٬](?=\d{3}(?!\d))/g, '')
    .trim()
    .replace(/^[−–]/, '-');
  const match = /^([+-]?)(\d[\d.,]*|[.,]\d+)$/.exec(text);
  const body = match?.[2];
  if (body === undefined) return 'number.unreadable';
  const plain = withPoint(body, decimals);
  if (plain === undefined) return 'number.unreadable';
  return plain === 'number.ambiguous' ? plain : Number(`${match?.[1] ?? ''}${plain}`);
}

/** Decimals needed to write the number down, e.g. 2 for 1.25. */
export function decimalsOf(value: number): number {
  const [digits = '', exponent = '0'] = String(Math.abs(value)).split('e');
  const written = digits.split('.')[1]?.length ?? 0;
  return Math.max(0, written - Number(exponent));
}

/** Arabic-Indic and Persian digits as 0 to 9. */
export function latinDigits(text: string): string {
  return text.replaceAll(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/** The digits with a point as the only separator, or `number.ambiguous`, or undefined where the separators make no sense. */
function withPoint(body: string, decimals: number): string | undefined {
  const separators = body.replaceAll(/\d/g, '');
  if (separators === '') return body;
  const last = separators.at(-1) ?? '';
  const kinds = new Set(separators).size;
  if (separators.length === 1) {
    const grouped = /^[1-9]\d{0,2}[.,]\d{3}$/.test(body);
    return grouped && decimals < 3 ? 'number.ambiguous' : body.replace(last, '.');
  }
  if (kinds === 1) return /^\d{1,3}([.,]\d{3})+$/.test(body) ? body.replaceAll(last, '') : undefined;
  // Both separators: the last is the decimal one and stands once, behind well-formed groups.
  const cut = body.lastIndexOf(last);
  const whole = body.slice(0, cut);
  if (whole.includes(last) || !/^\d{1,3}([.,]\d{3})+$/.test(whole)) return undefined;
  return `${whole.replaceAll(/[.,]/g, '')}.${body.slice(cut + 1)}`;
}
