/**
 * Widths of text without a font: those of wide system fonts (DejaVu Sans, Verdana), so that narrower ones fit too.
 */
export type Font = "name" | "note" | "label";

interface FontSize {
  /** Pixels. */
  readonly size: number;
  readonly line: number;
  /** Against the widths of the table. */
  readonly weight: number;
}

/** What texts of a drawing are set in; the styles say the same. */
export const FONTS: Readonly<Record<Font, FontSize>> = {
  name: { size: 13, line: 17, weight: 1.08 },
  note: { size: 11, line: 15, weight: 1 },
  label: { size: 11, line: 15, weight: 1 },
};

/** Widths in parts of the font's size; the first that matches counts. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u, 1.05],
  [/[\u{1f000}-\u{1faff}\u2600-\u27bf]/u, 1.4],
  [/[\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f]/u, 0],
  [/[ijlI.,:;'|!]/u, 0.36],
  [/[ftr()[\]\-/ ]/u, 0.44],
  [/[mwMW@%]/u, 1],
  [/[A-Z&_]/u, 0.72],
  [/[\u0020-\u024f]/u, 0.63],
];
/** Of any other character: as wide as any. */
const WIDEST = 1.1;
/** Of a font whose letters are all as wide. */
const MONOSPACED = 0.61;

const known = new Map<string, number>();

/** The width of a text in pixels, rather too large than too small. */
export function measureText(text: string, font: Font): number {
  const { size, weight } = FONTS[font];
  let width = 0;
  for (const character of text) width += measureCharacter(character, font);
  return width * size * weight;
}

function measureCharacter(character: string, font: Font): number {
  if (font === "label" && character >= " " && character <= "\u024f") return MONOSPACED;
  let width = known.get(character);
  if (width === undefined) {
    width = WIDTHS.find(([pattern]) => pattern.test(character))?.[1] ?? WIDEST;
    if (known.size < 10_000) known.set(character, width);
  }
  return width;
}

/** The text, or its beginning with an ellipsis, in at most so many pixels. */
export function cutText(text: string, font: Font, width: number): string {
  if (text.length < 2000 && measureText(text, font) <= width) return text;
  const { size, weight } = FONTS[font];
  let rest = width / (size * weight) - WIDEST;
  let cut = "";
  for (const character of text) {
    rest -= measureCharacter(character, font);
    if (rest < 0) break;
    cut += character;
  }
  return `${cut.trimEnd()}…`;
}

/** The text in one line or two, broken between words or, in a long word, where it must be; the second is cut. */
export function breakText(text: string, font: Font, width: number): readonly string[] {
  if (text.length < 2000 && measureText(text, font) <= width) return [text];
  const first = cutText(text, font, width).slice(0, -1);
  const space = text[first.length] === " " ? first.length : first.lastIndexOf(" ");
  const end = space > first.length / 3 ? space : first.length;
  return [text.slice(0, end), cutText(text.slice(end).trimStart(), font, width)];
}
