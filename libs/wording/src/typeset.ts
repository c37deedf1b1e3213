/** In French a space stands before these signs and inside quotation marks. A `::` of a message is no sign of its words. */
const beforeSign = / (?=[;!?»]|:(?!:))/g;
const afterOpening = /« /g;

/**
 * Words as they are set: a line of French never begins with a sign that ends what stands before it. The space that no line breaks at is
 * the common one (U+00A0), which every font and mail program has.
 */
export function typeset(text: string, language: string): string {
  return language === 'fr' ? text.replace(beforeSign, '\u00a0').replace(afterOpening, '«\u00a0') : text;
}
