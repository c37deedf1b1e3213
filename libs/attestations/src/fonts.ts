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

const weights = [400, 700];

let ready: Promise<void> | undefined;

/** Names of the fonts that text is drawn in; their files are read when the first document needs them. */
export async function fonts(): Promise<string[]> {
  ready ??= load();
  await ready;
  return Object.keys(families);
}

async function load(): Promise<void> {
  for (const [family, file] of Object.entries(families)) {
    const sources = weights.map((fontWeight) => ({
      src: packages.resolve(`@fontsource/${file}-${fontWeight}-normal.woff`),
      fontWeight,
    }));
    Font.register({ family, fonts: sources });
    for (const fontWeight of weights) {
      await Font.load({ fontFamily: family, fontWeight });
      mend(Font.getFont({ fontFamily: family, fontWeight }).data as unknown as DrawnFont);
    }
  }
  // English syllables would break words of other languages, and no name is broken.
  Font.registerHyphenationCallback((word) => [word]);
}

/** The part of a font of fontkit that goes wrong. */
interface DrawnFont {
  getGlyph(id: number, points?: number[]): { codePoints: number[] } | null;
}

/**
 * A font remembers a shape by what it was first asked for as. Asked for as a part of another (the E of É, when a document is written), it
 * stands for no letter any more, and the next document would be without that letter.
 */
function mend(font: DrawnFont): void {
  const shapeOf = font.getGlyph.bind(font);
  font.getGlyph = (id, points = []) => {
    const shape = shapeOf(id, points);
    if (shape?.codePoints.length === 0 && points.length > 0) shape.codePoints = points;
    return shape;
  };
}
