/** What mail programs make a link of without being asked: an address with its scheme, or one that begins or ends as they usually do. */
const links = [
  /[a-z][a-z\d+.-]*:\/\/[^\s<>"«»“”]*/giu,
  /(?<![\p{L}\d])(?:javascript|data|vbscript|file):\S+/giu,
  /(?<![\p{L}\d@./-])www\.[^\s<>"«»“”]+/giu,
  /(?<![\p{L}\d@./-])(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+(?:com|org|net|info|biz|gov|edu|int|io|co|me|ly|ma|cl|fr|es|eu|uk|us|de|tn|dz|app|dev|link|site|online|shop|xyz|top)(?![\p{L}\d-])(?:[/:?#][^\s<>"«»“”]*)?/giu,
];

/** Links of a text that lead elsewhere than to `host`; an e-mail address is none. Each is named once. */
export function foreignLinks(text: string, host: string): readonly string[] {
  const found = links.flatMap((link) => [...text.matchAll(link)].map(([whole]) => whole));
  const outermost = found.filter(
    (one, index) => !found.some((other, at) => at !== index && other !== one && other.includes(one)),
  );
  return [...new Set(outermost)].filter((link) => hostOf(link) !== host.toLowerCase());
}

/** Null for what is no ordinary address of the web. */
function hostOf(link: string): string | null {
  const address = /^[a-z][a-z\d+.-]*:/i.test(link) ? link : `https://${link}`;
  if (!URL.canParse(address)) return null;
  const { protocol, host, username, password } = new URL(address);
  const isPlain = /^https?:$/.test(protocol) && username === '' && password === '';
  return isPlain ? host : null;
}
