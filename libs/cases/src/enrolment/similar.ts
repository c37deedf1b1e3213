import { folded } from '#libs/spreadsheets';

/** Legal forms and the words that half of all companies carry: they tell no two apart. */
const common = new Set([
  ...['sarl', 'sarlau', 'au', 'sa', 'sas', 'spa', 'snc', 'ltd', 'ltda', 'inc', 'llc', 'srl', 'eirl', 'gie'],
  ...[
    'ste',
    'societe',
    'company',
    'co',
    'cie',
    'et',
    'and',
    'de',
    'des',
    'du',
    'la',
    'le',
    'les',
    'y',
    'cia',
  ],
  ...['empresa', 'sociedad', 'شركه', 'مقاوله', 'مجموعه', 'group', 'groupe', 'grupo', 'ش', 'م'],
]);

/** A company's name as it is compared: folded, without its legal form, `S.A.R.L.` as one word. */
export function bareName(name: string): string {
  const words = folded(name.replaceAll(/(?<=\b\p{L})\.(?=\p{L}\b)/gu, '')).split(' ');
  const telling = words.filter((word) => !common.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

/** From this on two names may well be one company's. */
const alike = 0.8;

/** Whether two names may be the same company's: the same but for some letters, or the one within the other. */
export function areSimilar(one: string, other: string): boolean {
  const [left, right] = [bareName(one), bareName(other)];
  if (left === '' || right === '') return false;
  // `Olives 01` and `Olives 02` are two plants on purpose.
  if (digitsOf(left) !== digitsOf(right)) return false;
  if (left === right) return true;
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  if (shorter.length >= 6 && ` ${longer} `.includes(` ${shorter} `)) return true;
  return likeness(left, right) >= alike;
}

function digitsOf(name: string): string {
  return name.replaceAll(/\P{N}+/gu, ' ').trim();
}

/** Pairs of neighbouring letters that two names share (Dice), from 0 to 1. */
function likeness(left: string, right: string): number {
  const [mine, theirs] = [pairs(left), pairs(right)];
  if (mine.length === 0 || theirs.length === 0) return 0;
  const rest = [...theirs];
  const shared = mine.filter((pair) => {
    const at = rest.indexOf(pair);
    if (at >= 0) rest.splice(at, 1);
    return at >= 0;
  });
  return (2 * shared.length) / (mine.length + theirs.length);
}

function pairs(name: string): readonly string[] {
  const letters = name.replaceAll(' ', '');
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_, index) =>
    letters.slice(index, index + 2),
  );
}
