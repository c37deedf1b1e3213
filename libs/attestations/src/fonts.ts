import { createRequire } from 'node:module';
import { Font } from '@react-pdf/renderer';

const packages = createRequire(import.meta.url);

/** Families by name, each with the files of one script; a sign is drawn by the first that has it. */
const families = {
  'Noto Sans': 'noto-sans/files/noto-sans-latin',
  'Noto Sans Extended': 'noto-sans/files/noto-sans-latin-ext',
  // Letters in one piece: the renderer places no dots, and Noto Sans Arabic draws each of its own.
  'IBM Plex Sans Arabic': 'ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic',
  // For the marks of direction, and for letters of further languages.
  'Noto Sans Arabic': 'noto-sans-arabic/files/noto-sans-arabic-arabic',
} as const;
let isReady = false;

/** Names of the fonts that text is drawn in; their files are read when a document first needs them. */
export function fonts(): string[] {
  if (!isReady) {
    for (const [family, file] of Object.entries(families))
      Font.register({
        family,
        fonts: [400, 700].map((fontWeight) => ({
          src: packages.resolve(`@fontsource/${file}-${fontWeight}-normal.woff`),
          fontWeight,
        })),
      });
    // English syllables would break words of other languages, and no name is broken.
    Font.registerHyphenationCallback((word) => [word]);
    isReady = true;
  }
  return Object.keys(families);
}
