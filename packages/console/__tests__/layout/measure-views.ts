import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Page } from "playwright-core";
import type { Measured } from "./in-page";
import { SHOWN_VIEWS, type ShownView, showView } from "./shown-views";

/** The windows in which views are looked at. */
export const LOOKS = {
  wide: { width: 1440, height: 900 },
  narrow: { width: 360, height: 740 },
} as const;
export const THEMES = ["light", "dark"] as const;

type Look = keyof typeof LOOKS;
type Theme = (typeof THEMES)[number];

/** What is kept of a view: a line a part, `WIDE | NARROW | LIGHT | DARK`, and its drawing. */
export interface ViewLayout {
  readonly parts: Readonly<Record<string, string>>;
  readonly drawing?: readonly string[];
}
export type Layout = Readonly<Record<string, ViewLayout>>;

/** Milliseconds between two looks at a page that is not to change any more. */
const SETTLES = 100;
const MOST_LOOKS = 100;

let program: string | undefined;

/** Measures the page when it stands still. */
async function measureStill(page: Page, parts: Readonly<Record<string, string>>): Promise<Measured> {
  program ??= buildSync({
    entryPoints: [join(__dirname, "in-page.ts")],
    bundle: true,
    format: "iife",
    globalName: "layout",
    write: false,
  }).outputFiles[0]!.text;
  const measure = `${program}; layout.measure(${JSON.stringify(parts)})`;
  let before = "";
  for (let looks = 0; looks < MOST_LOOKS; looks++) {
    const measured: Measured = await page.evaluate(measure);
    const text = JSON.stringify(measured);
    if (text === before) return measured;
    before = text;
    await page.waitForTimeout(SETTLES);
  }
  throw new Error(`the page never stands still, got ${before}`);
}

/** Measures each view, wide and narrow, light and dark; `faults` tell what is wrong at whichever machine. */
export async function measureViews(
  page: Page,
  ids: Readonly<Record<string, number>>,
): Promise<{ readonly layout: Layout; readonly faults: readonly string[] }> {
  const layout: [string, ViewLayout][] = [];
  const faults: string[] = [];
  for (const [name, view] of Object.entries(SHOWN_VIEWS)) {
    await page.setViewportSize(LOOKS.wide);
    await showView(page, view, ids);
    const looks = await measureLooks(page, view);
    for (const { look, theme, measured } of looks)
      faults.push(...measured.faults.map((fault) => `${name}, ${look}, ${theme}: ${fault}`));
    layout.push([name, describeView(view, looks)]);
  }
  return { layout: Object.fromEntries(layout), faults };
}

interface Looked {
  readonly look: Look;
  readonly theme: Theme;
  readonly measured: Measured;
}

async function measureLooks(page: Page, view: ShownView): Promise<readonly Looked[]> {
  const looked: Looked[] = [];
  for (const look of ["wide", "narrow"] as const) {
    await page.setViewportSize(LOOKS[look]);
    for (const theme of THEMES) {
      await page.emulateMedia({ colorScheme: theme });
      looked.push({ look, theme, measured: await measureStill(page, { ...view.parts, ...view.texts }) });
    }
  }
  return looked;
}

function describeView({ parts, texts, hasDrawing = false }: ShownView, looks: readonly Looked[]): ViewLayout {
  const find = (look: Look, theme: Theme) => looks.find((each) => each.look === look && each.theme === theme)?.measured;
  const [wide, narrow] = [find("wide", "light"), find("narrow", "light")];
  const dark = [find("wide", "dark"), find("narrow", "dark")];
  const describe = (part: string) => [
    wide?.boxes[part]?.join(" ") ?? "",
    narrow?.boxes[part]?.join(" ") ?? "",
    wide?.colours[part] ?? narrow?.colours[part] ?? "",
    dark.map((each) => each?.colours[part]).find((each) => each !== undefined) ?? "",
  ];
  const names = Object.keys({ ...parts, ...texts });
  return {
    parts: Object.fromEntries(names.map((part) => [part, describe(part).join(" | ")])),
    ...(hasDrawing && { drawing: wide?.drawing ?? [] }),
  };
}
